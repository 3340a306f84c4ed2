//! A hall as its editors keep it: the building, its floors, counters and ways, and what is wrong with them.

use schema::hall::{HallFault, PieceKind, Side};

texts! {
    /// Keeping a hall.
    Building {
        title: "大厅和窗口" | "Halls and counters",
        lead: "大楼、楼层、窗口、座位和通道。保存以后，大厅的图、窗口清单和走法马上跟着变。" | "Buildings, floors, counters, seats and ways. Once saved, the drawing, the list of counters and the ways follow at once.",
        figure: "小厅的形象和话" | "The navigator",
        halls: "已有的大厅" | "Halls there are",
        other: "给别的地区建一个大厅，或者打开它" | "Begin or open the hall of another region",
        region: "地区代码（六位）" | "Code of the region (six digits)",
        open: "打开" | "Open",
        of_region(region: &str): "{region} 的大厅" | "The hall of {region}",
        fresh: "这个地区还没有大厅。下面是起步的样子：一层、一个无障碍的门、一部电梯；填好名称和地址，保存就有了。" | "This region has no hall yet. Below is a beginning: one floor, a door without steps, a lift. Give it a name and an address and save it.",
        saved: "保存好了，大厅已经是新的样子。" | "Saved: the hall looks like this now.",
        see: "看大厅的图" | "See the drawing",
        conflict: "您打开以后别人改过了。下面是您写的；先打开新的一页看看现在的样子。" | "Somebody changed it since you opened it. What you wrote stands below; open it anew to see what it says now.",
        building: "大楼" | "The building",
        zh(label: &str): "{label}（中文）" | "{label} (Chinese)",
        en(label: &str): "{label}（英文）" | "{label} (English)",
        name: "名称" | "Name",
        address: "地址" | "Address",
        phone: "电话" | "Telephone",
        working: "工作日开放（例如 09:00-12:00 13:30-17:00）" | "Open on working days (such as 09:00-12:00 13:30-17:00)",
        saturday: "周六开放" | "Open on Saturdays",
        sunday: "周日开放" | "Open on Sundays",
        demonstration: "演示内容" | "Demonstration content",
        around: "周边和怎么来" | "Around it, and how to come",
        street: "门前的街" | "The street before it",
        parking: "停车" | "Parking",
        spaces: "露天停车场有几个车位（没有就空着）" | "Places in the car park (blank: none)",
        accessible: "其中无障碍车位" | "Of these accessible",
        cars: "图上画几辆车" | "Cars in the drawing",
        trees: "街边有几棵树（画图用）" | "Trees along the street (drawn)",
        stop(number: usize): "车站 {number}" | "Stop {number}",
        lines: "线路（用顿号隔开）" | "Lines (with commas)",
        way(number: usize): "无障碍说明 {number}" | "Without steps {number}",
        floor(number: &str): "{number} 层" | "Floor {number}",
        new_floor: "加一层" | "Another floor",
        floor_number: "楼层号（清空就是去掉这一层）" | "Number (emptied: the floor is gone)",
        floor_name: "这一层办什么" | "What is done on it",
        width: "后墙长几格（一格 0.75 米）" | "Cells along the back wall (of 0.75 m)",
        depth: "左墙长几格" | "Cells along the left wall",
        counters(count: usize): "{count} 个窗口" | "{count} counters",
        counter(id: &str, short: &str): "{id} 号 · {short}" | "{id} · {short}",
        new_counter: "加一个窗口" | "Another counter",
        counter_id: "窗口号（清空就是去掉这个窗口）" | "Number (emptied: the counter is gone)",
        short: "牌子上的简称" | "On its plate",
        agency: "部门（照事项目录里的全名）" | "Agency, by its name in the catalogue",
        serves: "办什么" | "What it is for",
        items: "只办这些事项（编码，用空格隔开；空着就办部门的全部）" | "Only these services (codes, with blanks between; blank: all of the agency)",
        side: "靠哪面墙" | "At which wall",
        at: "从第几格起（窗口占 3 格）" | "From which cell on (it takes 3)",
        own_hours: "这个窗口自己的开放时间（空着就和大厅一样）" | "Hours of its own (blank: as the hall)",
        back: "后墙" | "Back",
        left: "左墙" | "Left",
        furniture: "座位、设施和门" | "Seats, furniture and doors",
        seats(number: usize): "座位 {number}（左起、后起、宽、深，例如 8 8 5 1）" | "Seats {number} (from left, from back, width, depth, such as 8 8 5 1)",
        piece(number: usize): "设施 {number}" | "Furniture {number}",
        area: "位置（左起、后起、宽、深）" | "Place (from left, from back, width, depth)",
        desk: "导办台" | "Guide's desk",
        machine: "自助机" | "Machine",
        lift: "电梯" | "Lift",
        door(number: usize): "门 {number}" | "Door {number}",
        spot: "位置（左起、后起，在前边或右边，例如 8 21）" | "Place (from left, from back; at the front or right edge, such as 8 21)",
        step_free: "没有台阶" | "Without steps",
        save: "保存" | "Save",
        wrong: "还不能保存：下面这些先改好" | "It cannot be saved yet",
        no_floor: "至少要有一层" | "There has to be a floor",
        no_entrance: "至少要有一扇通街的门" | "There has to be a door to the street",
        no_step_free: "至少要有一扇没有台阶的门（无障碍环境建设法第十二条）" | "There has to be a door without steps",
        same_floor: "楼层号和别的一层重复" | "Another floor has this number",
        no_lift: "有几层楼，每层都要有电梯" | "With several floors each needs a lift",
        same_counter: "窗口号和别的窗口重复" | "Another counter has this number",
        bad_id: "窗口号要写，只用数字和字母" | "The number is of digits and letters",
        outside: "超出了楼层，或者没有写成几个数" | "It reaches beyond its floor, or is not numbers",
        overlap: "和别的东西占了同一块地方" | "Something else stands there",
        no_way: "从门或者电梯走不到这个窗口" | "No way leads there from the door or the lift",
        unknown_agency: "这个地区的事项目录里没有这个部门" | "The catalogue of the region has no such agency",
        unknown_item: "事项目录里没有这个编码" | "The catalogue has no such service",
        bad_hours: "时间没写对，或者关门比开门早" | "These are no hours, or it closes before it opens",
        bad_car_park: "无障碍车位比车位多，或者一个车位也没有" | "It has no places, or more accessible ones than places",
    }
}

impl Building {
    /// What is wrong.
    pub fn fault(self, fault: HallFault) -> &'static str {
        match fault {
            HallFault::NoFloor => self.no_floor(),
            HallFault::NoEntrance => self.no_entrance(),
            HallFault::NoStepFreeEntrance => self.no_step_free(),
            HallFault::SameFloor => self.same_floor(),
            HallFault::NoLift => self.no_lift(),
            HallFault::SameCounter => self.same_counter(),
            HallFault::BadId => self.bad_id(),
            HallFault::Outside => self.outside(),
            HallFault::Overlap => self.overlap(),
            HallFault::NoWay => self.no_way(),
            HallFault::UnknownAgency => self.unknown_agency(),
            HallFault::UnknownItem => self.unknown_item(),
            HallFault::BadHours => self.bad_hours(),
            HallFault::BadCarPark => self.bad_car_park(),
        }
    }

    /// What stands on a floor.
    pub fn kind(self, kind: PieceKind) -> &'static str {
        match kind {
            PieceKind::Desk => self.desk(),
            PieceKind::Machine => self.machine(),
            PieceKind::Lift => self.lift(),
        }
    }

    /// A wall.
    pub fn wall(self, side: Side) -> &'static str {
        match side {
            Side::Back => self.back(),
            Side::Left => self.left(),
        }
    }
}
