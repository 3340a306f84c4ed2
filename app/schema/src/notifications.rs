//! How somebody is told of messages besides in the hall. Nobody is before they have asked for it (个人信息保护法 art. 13, 14), and
//! who has asked may take it back at any time (art. 15).

use serde::{Deserialize, Serialize};

use crate::locale::Locale;

/// A way to tell a person besides in the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NotificationChannel))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A text message to a telephone.
    Sms,
    /// An e-mail.
    Mail,
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Sms, Self::Mail];
}

/// How somebody is told. `GET /api/me/notifications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notifications {
    /// The language they are written to in.
    pub locale: Locale,
    /// A telephone number, as they wrote it.
    pub phone: Option<String>,
    /// Whether text messages go there.
    pub sms: bool,
    /// An e-mail address.
    pub email: Option<String>,
    /// Whether e-mail goes there.
    pub mail: bool,
    /// The ways this hall has; others cannot be turned on.
    pub offered: Vec<Channel>,
}

/// How somebody wants to be told: all of it, each time. `PUT /api/me/notifications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetNotifications {
    /// The language they are written to in.
    pub locale: Locale,
    /// A telephone number: 7 to 15 digits, with `+`, `-` or spaces between them.
    #[serde(default)]
    pub phone: Option<String>,
    /// Whether text messages go there.
    pub sms: bool,
    /// An e-mail address of at most 254 characters of ASCII (RFC 5321, 4.5.3.1.3).
    #[serde(default)]
    pub email: Option<String>,
    /// Whether e-mail goes there.
    pub mail: bool,
}
