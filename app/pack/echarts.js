// The part of ECharts that the dashboards use, as one file with one global.
// A chart type the server starts to send must be registered here first.
import { dispose, getInstanceByDom, init, use } from "echarts/core";
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart,
  LineChart,
  PieChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  SVGRenderer,
]);

globalThis.echarts = { dispose, getInstanceByDom, init };
