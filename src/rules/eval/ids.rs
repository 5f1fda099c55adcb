//! Attributes that the engine itself reads, by id.

use crate::schema::{AttrId, Kind, attr};

/// `carries` of flows.
pub(crate) const CARRIES: AttrId = attr::CARRIES.id(Kind::Flow);
/// `returns` of flows.
pub(crate) const RETURNS: AttrId = attr::RETURNS.id(Kind::Flow);
/// `holds` of stores.
pub(crate) const HOLDS: AttrId = attr::HOLDS.id(Kind::Store);
/// `holds` of stores, and of processes and externals.
pub(crate) const KEPT: [AttrId; 2] = [HOLDS, attr::HOLDS.id(Kind::Process)];
/// `uses` of processes.
pub(crate) const USES: AttrId = attr::USES.id(Kind::Process);
/// `class` of data.
pub(crate) const CLASS: AttrId = attr::CLASS.id(Kind::Data);
/// `confidentiality` of data.
pub(crate) const CONFIDENTIALITY: AttrId = attr::CONFIDENTIALITY.id(Kind::Data);
/// `integrity` of data.
pub(crate) const INTEGRITY: AttrId = attr::INTEGRITY.id(Kind::Data);
/// `availability` of data.
pub(crate) const AVAILABILITY: AttrId = attr::AVAILABILITY.id(Kind::Data);
/// `personal` of data.
pub(crate) const PERSONAL: AttrId = attr::PERSONAL.id(Kind::Data);
/// `jurisdiction` of places.
pub(crate) const JURISDICTION: AttrId = attr::JURISDICTION.id(Kind::Process);
/// `admin` of flows.
pub(crate) const ADMIN: AttrId = attr::ADMIN.id(Kind::Flow);
/// `credential` of data.
pub(crate) const CREDENTIAL: AttrId = attr::CREDENTIAL.id(Kind::Data);
/// Confidentiality, integrity and availability of elements.
pub(crate) const OF_ELEMENTS: [AttrId; 3] =
    [attr::CONFIDENTIALITY.id(Kind::Process), attr::INTEGRITY.id(Kind::Process), attr::AVAILABILITY.id(Kind::Process)];
