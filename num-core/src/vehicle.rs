//! Vehicles: kinds, makes and models.
//!
//! The makes and models are an own selection of what is common on the roads of the United Kingdom, private-hire cars and the makes of
//! motorcycles included, after the kind of list that the Department for Transport and DVLA publish (vehicle licensing statistics,
//! table VEH0120). Old models stay, for old reports.

use crate::code::named_code_table;

named_code_table! {
    /// What kind of vehicle it is.
    VehicleKind {
        Car = "car" "car",
        Van = "van" "van",
        Taxi = "taxi" "taxi",
        Pickup = "pickup" "pickup",
        Lorry = "lorry" "lorry",
        Minibus = "minibus" "minibus",
        Motorhome = "motorhome" "motorhome",
        Motorcycle = "motorcycle" "motorcycle",
        Moped = "moped" "moped",
        Bicycle = "bicycle" "bicycle",
        Other = "other" "other vehicle",
    }
}

named_code_table! {
    /// The make of a vehicle.
    Make {
        Abarth = "abarth" "Abarth",
        AlfaRomeo = "alfa_romeo" "Alfa Romeo",
        Aprilia = "aprilia" "Aprilia",
        Audi = "audi" "Audi",
        Bentley = "bentley" "Bentley",
        Bmw = "bmw" "BMW",
        Byd = "byd" "BYD",
        Chevrolet = "chevrolet" "Chevrolet",
        Citroen = "citroen" "Citroën",
        Cupra = "cupra" "Cupra",
        Dacia = "dacia" "Dacia",
        Daf = "daf" "DAF",
        Ds = "ds" "DS",
        Ducati = "ducati" "Ducati",
        Fiat = "fiat" "Fiat",
        Ford = "ford" "Ford",
        HarleyDavidson = "harley_davidson" "Harley-Davidson",
        Honda = "honda" "Honda",
        Hyundai = "hyundai" "Hyundai",
        Isuzu = "isuzu" "Isuzu",
        Iveco = "iveco" "Iveco",
        Jaguar = "jaguar" "Jaguar",
        Jeep = "jeep" "Jeep",
        Kawasaki = "kawasaki" "Kawasaki",
        Kia = "kia" "Kia",
        Ktm = "ktm" "KTM",
        LandRover = "land_rover" "Land Rover",
        Ldv = "ldv" "LDV",
        Levc = "levc" "LEVC (London Taxi)",
        Lexus = "lexus" "Lexus",
        Lexmoto = "lexmoto" "Lexmoto",
        Man = "man" "MAN",
        Maxus = "maxus" "Maxus",
        Mazda = "mazda" "Mazda",
        Mercedes = "mercedes" "Mercedes-Benz",
        Mg = "mg" "MG",
        Mini = "mini" "Mini",
        Mitsubishi = "mitsubishi" "Mitsubishi",
        Nissan = "nissan" "Nissan",
        Peugeot = "peugeot" "Peugeot",
        Piaggio = "piaggio" "Piaggio",
        Polestar = "polestar" "Polestar",
        Porsche = "porsche" "Porsche",
        Renault = "renault" "Renault",
        Rover = "rover" "Rover",
        RoyalEnfield = "royal_enfield" "Royal Enfield",
        Saab = "saab" "Saab",
        Scania = "scania" "Scania",
        Seat = "seat" "SEAT",
        Skoda = "skoda" "Škoda",
        Smart = "smart" "Smart",
        Ssangyong = "ssangyong" "SsangYong",
        Subaru = "subaru" "Subaru",
        Suzuki = "suzuki" "Suzuki",
        Tesla = "tesla" "Tesla",
        Toyota = "toyota" "Toyota",
        Triumph = "triumph" "Triumph",
        Vauxhall = "vauxhall" "Vauxhall",
        Vespa = "vespa" "Vespa",
        Volkswagen = "volkswagen" "Volkswagen",
        Volvo = "volvo" "Volvo",
        Yamaha = "yamaha" "Yamaha",
        Other = "other" "other make",
    }
}

/// Declares the models of each make: code, name without the make's, and the usual kind where a model has one.
macro_rules! models {
    ($($make:ident { $($entry:ident = $code:literal $label:literal $($kind:ident)?,)* })*) => {
        named_code_table! {
            /// The model of a vehicle. Its code begins with its make's.
            Model { $($($entry = $code $label,)*)* }
        }

        impl Model {
            /// Its make.
            pub fn make(self) -> Make {
                match self { $($(Self::$entry)|* => Make::$make,)* }
            }

            /// What kind of vehicle it usually is; `None` where it is sold as more than one.
            pub fn usual_kind(self) -> Option<VehicleKind> {
                match self { $($(Self::$entry => [$(VehicleKind::$kind)?].first().copied(),)*)* }
            }
        }
    };
}

models! {
    Abarth {
        Abarth595 = "abarth_595" "595" Car,
    }
    AlfaRomeo {
        AlfaRomeoGiulietta = "alfa_romeo_giulietta" "Giulietta" Car,
        AlfaRomeoMito = "alfa_romeo_mito" "MiTo" Car,
    }
    Audi {
        AudiA1 = "audi_a1" "A1" Car,
        AudiA3 = "audi_a3" "A3" Car,
        AudiA4 = "audi_a4" "A4" Car,
        AudiA5 = "audi_a5" "A5" Car,
        AudiA6 = "audi_a6" "A6" Car,
        AudiQ2 = "audi_q2" "Q2" Car,
        AudiQ3 = "audi_q3" "Q3" Car,
        AudiQ5 = "audi_q5" "Q5" Car,
        AudiQ7 = "audi_q7" "Q7" Car,
        AudiTt = "audi_tt" "TT" Car,
    }
    Bmw {
        Bmw1Series = "bmw_1_series" "1 Series" Car,
        Bmw2Series = "bmw_2_series" "2 Series" Car,
        Bmw3Series = "bmw_3_series" "3 Series" Car,
        Bmw4Series = "bmw_4_series" "4 Series" Car,
        Bmw5Series = "bmw_5_series" "5 Series" Car,
        BmwX1 = "bmw_x1" "X1" Car,
        BmwX3 = "bmw_x3" "X3" Car,
        BmwX5 = "bmw_x5" "X5" Car,
    }
    Byd {
        BydDolphin = "byd_dolphin" "Dolphin" Car,
    }
    Chevrolet {
        ChevroletSpark = "chevrolet_spark" "Spark" Car,
    }
    Citroen {
        CitroenBerlingo = "citroen_berlingo" "Berlingo",
        CitroenC1 = "citroen_c1" "C1" Car,
        CitroenC3 = "citroen_c3" "C3" Car,
        CitroenC4 = "citroen_c4" "C4" Car,
        CitroenC4Picasso = "citroen_c4_picasso" "C4 Picasso" Car,
        CitroenDispatch = "citroen_dispatch" "Dispatch" Van,
        CitroenRelay = "citroen_relay" "Relay" Van,
        CitroenXsaraPicasso = "citroen_xsara_picasso" "Xsara Picasso" Car,
    }
    Cupra {
        CupraFormentor = "cupra_formentor" "Formentor" Car,
    }
    Dacia {
        DaciaDuster = "dacia_duster" "Duster" Car,
        DaciaSandero = "dacia_sandero" "Sandero" Car,
    }
    Ds {
        Ds3 = "ds_3" "3" Car,
    }
    Fiat {
        Fiat500 = "fiat_500" "500" Car,
        FiatDoblo = "fiat_doblo" "Doblò" Van,
        FiatDucato = "fiat_ducato" "Ducato" Van,
        FiatPanda = "fiat_panda" "Panda" Car,
        FiatPunto = "fiat_punto" "Punto" Car,
    }
    Ford {
        FordCMax = "ford_c_max" "C-Max" Car,
        FordEcosport = "ford_ecosport" "EcoSport" Car,
        FordEscort = "ford_escort" "Escort" Car,
        FordFiesta = "ford_fiesta" "Fiesta" Car,
        FordFocus = "ford_focus" "Focus" Car,
        FordGalaxy = "ford_galaxy" "Galaxy" Car,
        FordKa = "ford_ka" "Ka" Car,
        FordKuga = "ford_kuga" "Kuga" Car,
        FordMondeo = "ford_mondeo" "Mondeo" Car,
        FordPuma = "ford_puma" "Puma" Car,
        FordRanger = "ford_ranger" "Ranger" Pickup,
        FordSMax = "ford_s_max" "S-Max" Car,
        FordTourneo = "ford_tourneo" "Tourneo",
        FordTransit = "ford_transit" "Transit" Van,
        FordTransitConnect = "ford_transit_connect" "Transit Connect" Van,
        FordTransitCourier = "ford_transit_courier" "Transit Courier" Van,
        FordTransitCustom = "ford_transit_custom" "Transit Custom" Van,
    }
    Honda {
        HondaAccord = "honda_accord" "Accord" Car,
        HondaCivic = "honda_civic" "Civic" Car,
        HondaCrV = "honda_cr_v" "CR-V" Car,
        HondaHrV = "honda_hr_v" "HR-V" Car,
        HondaJazz = "honda_jazz" "Jazz" Car,
        HondaPcx = "honda_pcx" "PCX" Moped,
        HondaSh = "honda_sh" "SH" Moped,
    }
    Hyundai {
        HyundaiI10 = "hyundai_i10" "i10" Car,
        HyundaiI20 = "hyundai_i20" "i20" Car,
        HyundaiI30 = "hyundai_i30" "i30" Car,
        HyundaiIoniq = "hyundai_ioniq" "Ioniq" Car,
        HyundaiKona = "hyundai_kona" "Kona" Car,
        HyundaiSantaFe = "hyundai_santa_fe" "Santa Fe" Car,
        HyundaiTucson = "hyundai_tucson" "Tucson" Car,
    }
    Isuzu {
        IsuzuDMax = "isuzu_d_max" "D-Max" Pickup,
    }
    Iveco {
        IvecoDaily = "iveco_daily" "Daily" Van,
    }
    Jaguar {
        JaguarEPace = "jaguar_e_pace" "E-Pace" Car,
        JaguarFPace = "jaguar_f_pace" "F-Pace" Car,
        JaguarSType = "jaguar_s_type" "S-Type" Car,
        JaguarXType = "jaguar_x_type" "X-Type" Car,
        JaguarXe = "jaguar_xe" "XE" Car,
        JaguarXf = "jaguar_xf" "XF" Car,
    }
    Jeep {
        JeepRenegade = "jeep_renegade" "Renegade" Car,
    }
    Kia {
        KiaCeed = "kia_ceed" "Ceed" Car,
        KiaNiro = "kia_niro" "Niro" Car,
        KiaPicanto = "kia_picanto" "Picanto" Car,
        KiaRio = "kia_rio" "Rio" Car,
        KiaSportage = "kia_sportage" "Sportage" Car,
        KiaStonic = "kia_stonic" "Stonic" Car,
    }
    LandRover {
        LandRoverDefender = "land_rover_defender" "Defender",
        LandRoverDiscovery = "land_rover_discovery" "Discovery" Car,
        LandRoverDiscoverySport = "land_rover_discovery_sport" "Discovery Sport" Car,
        LandRoverFreelander = "land_rover_freelander" "Freelander" Car,
        LandRoverRangeRover = "land_rover_range_rover" "Range Rover" Car,
        LandRoverRangeRoverEvoque = "land_rover_range_rover_evoque" "Range Rover Evoque" Car,
        LandRoverRangeRoverSport = "land_rover_range_rover_sport" "Range Rover Sport" Car,
    }
    Levc {
        LevcTx = "levc_tx" "TX" Taxi,
        LevcTx4 = "levc_tx4" "TX4" Taxi,
    }
    Lexus {
        LexusCt = "lexus_ct" "CT" Car,
        LexusIs = "lexus_is" "IS" Car,
        LexusNx = "lexus_nx" "NX" Car,
        LexusRx = "lexus_rx" "RX" Car,
    }
    Maxus {
        MaxusDeliver9 = "maxus_deliver_9" "Deliver 9" Van,
    }
    Mazda {
        Mazda2 = "mazda_2" "2" Car,
        Mazda3 = "mazda_3" "3" Car,
        Mazda6 = "mazda_6" "6" Car,
        MazdaCx5 = "mazda_cx_5" "CX-5" Car,
        MazdaMx5 = "mazda_mx_5" "MX-5" Car,
    }
    Mercedes {
        MercedesAClass = "mercedes_a_class" "A-Class" Car,
        MercedesBClass = "mercedes_b_class" "B-Class" Car,
        MercedesCClass = "mercedes_c_class" "C-Class" Car,
        MercedesCla = "mercedes_cla" "CLA" Car,
        MercedesCitan = "mercedes_citan" "Citan" Van,
        MercedesEClass = "mercedes_e_class" "E-Class" Car,
        MercedesGla = "mercedes_gla" "GLA" Car,
        MercedesGlc = "mercedes_glc" "GLC" Car,
        MercedesSClass = "mercedes_s_class" "S-Class" Car,
        MercedesSprinter = "mercedes_sprinter" "Sprinter" Van,
        MercedesVClass = "mercedes_v_class" "V-Class" Car,
        MercedesVito = "mercedes_vito" "Vito" Van,
    }
    Mg {
        MgHs = "mg_hs" "HS" Car,
        MgMg3 = "mg_mg3" "MG3" Car,
        MgMg4 = "mg_mg4" "MG4" Car,
        MgMg5 = "mg_mg5" "MG5" Car,
        MgZs = "mg_zs" "ZS" Car,
    }
    Mini {
        MiniClubman = "mini_clubman" "Clubman" Car,
        MiniCountryman = "mini_countryman" "Countryman" Car,
        MiniHatch = "mini_hatch" "Hatch" Car,
    }
    Mitsubishi {
        MitsubishiAsx = "mitsubishi_asx" "ASX" Car,
        MitsubishiL200 = "mitsubishi_l200" "L200" Pickup,
        MitsubishiOutlander = "mitsubishi_outlander" "Outlander" Car,
        MitsubishiShogun = "mitsubishi_shogun" "Shogun" Car,
    }
    Nissan {
        NissanJuke = "nissan_juke" "Juke" Car,
        NissanLeaf = "nissan_leaf" "Leaf" Car,
        NissanMicra = "nissan_micra" "Micra" Car,
        NissanNavara = "nissan_navara" "Navara" Pickup,
        NissanNote = "nissan_note" "Note" Car,
        NissanNv200 = "nissan_nv200" "NV200" Van,
        NissanPrimastar = "nissan_primastar" "Primastar" Van,
        NissanQashqai = "nissan_qashqai" "Qashqai" Car,
        NissanXTrail = "nissan_x_trail" "X-Trail" Car,
    }
    Peugeot {
        Peugeot107 = "peugeot_107" "107" Car,
        Peugeot108 = "peugeot_108" "108" Car,
        Peugeot2008 = "peugeot_2008" "2008" Car,
        Peugeot206 = "peugeot_206" "206" Car,
        Peugeot207 = "peugeot_207" "207" Car,
        Peugeot208 = "peugeot_208" "208" Car,
        Peugeot3008 = "peugeot_3008" "3008" Car,
        Peugeot307 = "peugeot_307" "307" Car,
        Peugeot308 = "peugeot_308" "308" Car,
        Peugeot5008 = "peugeot_5008" "5008" Car,
        PeugeotBoxer = "peugeot_boxer" "Boxer" Van,
        PeugeotE7 = "peugeot_e7" "E7" Taxi,
        PeugeotExpert = "peugeot_expert" "Expert" Van,
        PeugeotPartner = "peugeot_partner" "Partner" Van,
    }
    Porsche {
        PorscheCayenne = "porsche_cayenne" "Cayenne" Car,
        PorscheMacan = "porsche_macan" "Macan" Car,
    }
    Renault {
        RenaultCaptur = "renault_captur" "Captur" Car,
        RenaultClio = "renault_clio" "Clio" Car,
        RenaultKangoo = "renault_kangoo" "Kangoo" Van,
        RenaultMaster = "renault_master" "Master" Van,
        RenaultMegane = "renault_megane" "Mégane" Car,
        RenaultScenic = "renault_scenic" "Scénic" Car,
        RenaultTrafic = "renault_trafic" "Trafic" Van,
        RenaultZoe = "renault_zoe" "Zoe" Car,
    }
    Rover {
        Rover25 = "rover_25" "25" Car,
        Rover75 = "rover_75" "75" Car,
    }
    Saab {
        Saab93 = "saab_9_3" "9-3" Car,
    }
    Seat {
        SeatAlhambra = "seat_alhambra" "Alhambra" Car,
        SeatArona = "seat_arona" "Arona" Car,
        SeatAteca = "seat_ateca" "Ateca" Car,
        SeatIbiza = "seat_ibiza" "Ibiza" Car,
        SeatLeon = "seat_leon" "Leon" Car,
    }
    Skoda {
        SkodaFabia = "skoda_fabia" "Fabia" Car,
        SkodaKaroq = "skoda_karoq" "Karoq" Car,
        SkodaKodiaq = "skoda_kodiaq" "Kodiaq" Car,
        SkodaOctavia = "skoda_octavia" "Octavia" Car,
        SkodaSuperb = "skoda_superb" "Superb" Car,
        SkodaYeti = "skoda_yeti" "Yeti" Car,
    }
    Smart {
        SmartFortwo = "smart_fortwo" "Fortwo" Car,
    }
    Subaru {
        SubaruForester = "subaru_forester" "Forester" Car,
        SubaruImpreza = "subaru_impreza" "Impreza" Car,
    }
    Suzuki {
        SuzukiIgnis = "suzuki_ignis" "Ignis" Car,
        SuzukiSwift = "suzuki_swift" "Swift" Car,
        SuzukiVitara = "suzuki_vitara" "Vitara" Car,
    }
    Tesla {
        TeslaModel3 = "tesla_model_3" "Model 3" Car,
        TeslaModelS = "tesla_model_s" "Model S" Car,
        TeslaModelY = "tesla_model_y" "Model Y" Car,
    }
    Toyota {
        ToyotaAuris = "toyota_auris" "Auris" Car,
        ToyotaAvensis = "toyota_avensis" "Avensis" Car,
        ToyotaAygo = "toyota_aygo" "Aygo" Car,
        ToyotaCHr = "toyota_c_hr" "C-HR" Car,
        ToyotaCorolla = "toyota_corolla" "Corolla" Car,
        ToyotaHilux = "toyota_hilux" "Hilux" Pickup,
        ToyotaPrius = "toyota_prius" "Prius" Car,
        ToyotaProace = "toyota_proace" "Proace" Van,
        ToyotaRav4 = "toyota_rav4" "RAV4" Car,
        ToyotaYaris = "toyota_yaris" "Yaris" Car,
    }
    Vauxhall {
        VauxhallAdam = "vauxhall_adam" "Adam" Car,
        VauxhallAntara = "vauxhall_antara" "Antara" Car,
        VauxhallAstra = "vauxhall_astra" "Astra" Car,
        VauxhallCombo = "vauxhall_combo" "Combo" Van,
        VauxhallCorsa = "vauxhall_corsa" "Corsa" Car,
        VauxhallCrossland = "vauxhall_crossland" "Crossland" Car,
        VauxhallGrandland = "vauxhall_grandland" "Grandland" Car,
        VauxhallInsignia = "vauxhall_insignia" "Insignia" Car,
        VauxhallMeriva = "vauxhall_meriva" "Meriva" Car,
        VauxhallMokka = "vauxhall_mokka" "Mokka" Car,
        VauxhallMovano = "vauxhall_movano" "Movano" Van,
        VauxhallVectra = "vauxhall_vectra" "Vectra" Car,
        VauxhallVivaro = "vauxhall_vivaro" "Vivaro" Van,
        VauxhallZafira = "vauxhall_zafira" "Zafira" Car,
    }
    Volkswagen {
        VolkswagenCaddy = "volkswagen_caddy" "Caddy" Van,
        VolkswagenCrafter = "volkswagen_crafter" "Crafter" Van,
        VolkswagenGolf = "volkswagen_golf" "Golf" Car,
        VolkswagenId3 = "volkswagen_id_3" "ID.3" Car,
        VolkswagenPassat = "volkswagen_passat" "Passat" Car,
        VolkswagenPolo = "volkswagen_polo" "Polo" Car,
        VolkswagenSharan = "volkswagen_sharan" "Sharan" Car,
        VolkswagenTRoc = "volkswagen_t_roc" "T-Roc" Car,
        VolkswagenTiguan = "volkswagen_tiguan" "Tiguan" Car,
        VolkswagenTouran = "volkswagen_touran" "Touran" Car,
        VolkswagenTransporter = "volkswagen_transporter" "Transporter" Van,
        VolkswagenUp = "volkswagen_up" "Up" Car,
    }
    Volvo {
        VolvoS60 = "volvo_s60" "S60" Car,
        VolvoV40 = "volvo_v40" "V40" Car,
        VolvoV60 = "volvo_v60" "V60" Car,
        VolvoXc40 = "volvo_xc40" "XC40" Car,
        VolvoXc60 = "volvo_xc60" "XC60" Car,
        VolvoXc90 = "volvo_xc90" "XC90" Car,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::code::CodeTable;

    #[test]
    fn the_code_of_a_model_begins_with_its_makes() {
        for model in Model::ALL {
            let rest = model.as_str().strip_prefix(model.make().as_str()).unwrap();
            assert!(rest.strip_prefix('_').is_some_and(|rest| !rest.is_empty()), "{model:?}");
        }
        assert_eq!(Model::parse("ford_transit").unwrap(), Model::FordTransit);
        assert_eq!((Model::FordTransit.make(), Model::FordTransit.name()), (Make::Ford, "Transit"));
        assert_eq!(Model::FordTransit.usual_kind(), Some(VehicleKind::Van));
        assert_eq!(Model::CitroenBerlingo.usual_kind(), None);
    }

    #[test]
    fn no_name_stands_twice() {
        let makes: BTreeSet<&str> = Make::ALL.iter().map(|make| make.name()).collect();
        assert_eq!(makes.len(), Make::ALL.len());
        let models: BTreeSet<(Make, &str)> = Model::ALL.iter().map(|model| (model.make(), model.name())).collect();
        assert_eq!(models.len(), Model::ALL.len());
    }
}
