//! Indices into the model's and the vocabulary's tables.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($int:ty)),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
            pub struct $name(pub $int);

            impl $name {
                /// As an index.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

ids! {
    /// An actor, external, process or store.
    ElementId(u32),
    /// A data flow.
    FlowId(u32),
    /// A boundary.
    BoundaryId(u32),
    /// A datum.
    DataId(u32),
    /// An entry point.
    EntryId(u32),
    /// An assumption.
    AssumeId(u32),
    /// An external dependency.
    DependsId(u32),
    /// A scenario.
    ScenarioId(u32),
    /// A persona.
    PersonaId(u32),
    /// A control.
    ControlId(u32),
    /// A written threat.
    ThreatId(u32),
    /// A view.
    ViewId(u32),
    /// A type of the vocabulary.
    TypeId(u16),
    /// A protocol of the vocabulary.
    ProtocolId(u16),
    /// A technique of the vocabulary.
    TechniqueId(u16),
}

/// Anything of a model that has a name, or the model itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant wraps the id of the same name")]
pub enum Thing {
    Model,
    Boundary(BoundaryId),
    Element(ElementId),
    Flow(FlowId),
    Data(DataId),
    Entry(EntryId),
    Assume(AssumeId),
    Depends(DependsId),
    Scenario(ScenarioId),
    Persona(PersonaId),
    Control(ControlId),
    Threat(ThreatId),
    View(ViewId),
}
