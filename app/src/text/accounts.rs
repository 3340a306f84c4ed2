//! Signing in, registering, one's own page.

texts! {
    /// Signing in, registering, one's own page.
    Accounts {
        sign_in: "登录" | "Sign in",
        sign_in_title: "登录一厅通" | "Sign in to OneHall",
        login: "登录名" | "Login name",
        login_hint: "3 到 32 个字，可以用汉字、字母和数字" | "3 to 32 characters: letters, digits, - _ .",
        password: "密码" | "Password",
        password_hint: "长一点、别人猜不到；不用特殊符号也行" | "Long and hard to guess; symbols are not required",
        what_for: "办件、看进度要登录；查事项不用。" | "Needed to apply and to follow a case; not to look around.",
        no_account: "没有账号" | "No account yet",
        have_account: "已有账号，去登录" | "Already registered: sign in",
        trouble: "登不上？打 12345，或带身份证到窗口" | "Trouble signing in? Call 12345, or come to a counter with your identity card",
        track: "只查进度，不用登录" | "Follow a case without signing in",
        register: "注册" | "Register",
        register_title: "注册账号" | "Register",
        as_person: "个人注册" | "As a person",
        as_enterprise: "企业注册" | "As an enterprise",
        name: "姓名" | "Full name",
        agent_name: "经办人姓名" | "Agent's full name",
        identity_number: "居民身份证号码" | "Identity card number",
        agent_identity_number: "经办人居民身份证号码" | "Agent's identity card number",
        identity_hint: "18 位，用来确认是您本人，只有办理您事项的人能看到" | "18 characters; only those who handle your case can see it",
        phone: "手机号码（选填）" | "Mobile number (optional)",
        enterprise_name: "企业名称" | "Enterprise name",
        credit_code: "统一社会信用代码" | "Unified social credit code",
        credit_code_hint: "18 位，在营业执照上" | "18 characters, on the business licence",
        me_title: "我的" | "Me",
        hello(name: &str): "{name}，您好" | "Hello, {name}",
        signed_in_as: "登录名" | "Signed in as",
        identity: "身份证号码" | "Identity number",
        enterprise: "代表企业" | "Acting for",
        roles: "岗位" | "Posts",
        sign_out: "退出登录" | "Sign out",
        sign_out_everywhere: "在所有设备上退出" | "Sign out on all devices",
    }
}
