//! What an offender does, in coded tags.

use crate::code::code_table;

code_table! {
    /// What an offender does.
    Behaviour {
        PosesAsClient = "poses_as_client",
        PosesAsPolice = "poses_as_police",
        FakeProfile = "fake_profile",
        ChangesName = "changes_name",
        WithholdsNumber = "withholds_number",
        WatchesFirst = "watches_first",
        KerbCrawls = "kerb_crawls",
        TurnsUpUnannounced = "turns_up_unannounced",
        FollowsHome = "follows_home",
        ActsWithOthers = "acts_with_others",
        Strangles = "strangles",
        Restrains = "restrains",
        Hits = "hits",
        LocksIn = "locks_in",
        DrugsDrink = "drugs_drink",
        TakesPhone = "takes_phone",
        DrivesToRemotePlace = "drives_to_remote_place",
        ThreatensToExpose = "threatens_to_expose",
        ThreatensFamily = "threatens_family",
        VerballyAbuses = "verbally_abuses",
        Knife = "knife",
        Gun = "gun",
        BluntWeapon = "blunt_weapon",
        Acid = "acid",
        OtherWeapon = "other_weapon",
        RefusesPayment = "refuses_payment",
        TakesMoneyBack = "takes_money_back",
        FakeMoney = "fake_money",
        FakeTransfer = "fake_transfer",
        StealsBelongings = "steals_belongings",
        Haggles = "haggles",
        PaysFirst = "pays_first",
        RemovesCondom = "removes_condom",
        RefusesCondom = "refuses_condom",
        ExtraServices = "extra_services",
        Overstays = "overstays",
        Films = "films",
        AsksForHerAddress = "asks_for_her_address",
        Intoxicated = "intoxicated",
        Drunk = "drunk",
        UsesDrugs = "uses_drugs",
        OffersDrugs = "offers_drugs",
    }
}

code_table! {
    /// What a behaviour is part of.
    BehaviourGroup {
        Approach = "approach",
        Control = "control",
        Weapon = "weapon",
        Payment = "payment",
        Demands = "demands",
        Intoxication = "intoxication",
    }
}

impl Behaviour {
    /// What it is part of.
    pub fn group(self) -> BehaviourGroup {
        match self {
            Self::PosesAsClient
            | Self::PosesAsPolice
            | Self::FakeProfile
            | Self::ChangesName
            | Self::WithholdsNumber
            | Self::WatchesFirst
            | Self::KerbCrawls
            | Self::TurnsUpUnannounced
            | Self::FollowsHome
            | Self::ActsWithOthers => BehaviourGroup::Approach,
            Self::Strangles
            | Self::Restrains
            | Self::Hits
            | Self::LocksIn
            | Self::DrugsDrink
            | Self::TakesPhone
            | Self::DrivesToRemotePlace
            | Self::ThreatensToExpose
            | Self::ThreatensFamily
            | Self::VerballyAbuses => BehaviourGroup::Control,
            Self::Knife | Self::Gun | Self::BluntWeapon | Self::Acid | Self::OtherWeapon => BehaviourGroup::Weapon,
            Self::RefusesPayment
            | Self::TakesMoneyBack
            | Self::FakeMoney
            | Self::FakeTransfer
            | Self::StealsBelongings
            | Self::Haggles
            | Self::PaysFirst => BehaviourGroup::Payment,
            Self::RemovesCondom
            | Self::RefusesCondom
            | Self::ExtraServices
            | Self::Overstays
            | Self::Films
            | Self::AsksForHerAddress => BehaviourGroup::Demands,
            Self::Intoxicated | Self::Drunk | Self::UsesDrugs | Self::OffersDrugs => BehaviourGroup::Intoxication,
        }
    }
}
