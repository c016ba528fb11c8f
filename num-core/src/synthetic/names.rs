//! Names: pools by where a family comes from. Given names are common ones; surnames are made of parts, so that no list of real
//! people is behind them.

/// A given name, and the short forms that go with it.
pub(super) type Given = (&'static str, &'static [&'static str]);

/// A pool of names.
pub(super) struct Names {
    pub(super) given: &'static [Given],
    heads: &'static [&'static str],
    tails: &'static [&'static str],
}

impl Names {
    /// A surname by its number.
    pub(super) fn push_surname(&self, number: u32, text: &mut String) {
        let heads = self.heads.len().max(1) as u32;
        let tails = self.tails.len().max(1) as u32;
        text.push_str(self.heads.get((number % heads) as usize).copied().unwrap_or_default());
        text.push_str(self.tails.get((number / heads % tails) as usize).copied().unwrap_or_default());
    }
}

pub(super) const BRITISH: Names = Names {
    given: &[
        ("David", &["Dave", "Davey"]),
        ("Michael", &["Mike", "Mick", "Micky"]),
        ("Paul", &["Pauly"]),
        ("John", &["Johnny", "Jack"]),
        ("Mark", &["Marky"]),
        ("Andrew", &["Andy", "Drew"]),
        ("Stephen", &["Steve", "Ste", "Stevie"]),
        ("James", &["Jim", "Jimmy", "Jamie"]),
        ("Robert", &["Rob", "Bob", "Robbie"]),
        ("Christopher", &["Chris"]),
        ("Daniel", &["Dan", "Danny"]),
        ("Matthew", &["Matt", "Matty"]),
        ("Anthony", &["Tony", "Ant"]),
        ("Gary", &["Gaz"]),
        ("Darren", &["Daz"]),
        ("Lee", &[]),
        ("Craig", &[]),
        ("Jason", &["Jay"]),
        ("Kevin", &["Kev"]),
        ("Barry", &["Baz"]),
        ("Terence", &["Terry", "Tel"]),
        ("Simon", &["Si"]),
        ("Richard", &["Rich", "Ricky", "Dick"]),
        ("Thomas", &["Tom", "Tommy"]),
        ("Joseph", &["Joe", "Joey"]),
        ("Ryan", &[]),
        ("Liam", &[]),
        ("Luke", &[]),
        ("Adam", &[]),
        ("Carl", &[]),
        ("Neil", &[]),
        ("Graham", &["Gra"]),
        ("Keith", &[]),
        ("Wayne", &[]),
        ("Dean", &["Deano"]),
        ("Scott", &[]),
        ("Shaun", &[]),
        ("Peter", &["Pete"]),
        ("Benjamin", &["Ben", "Benny"]),
        ("Samuel", &["Sam", "Sammy"]),
        ("Alan", &["Al"]),
        ("Phillip", &["Phil"]),
        ("Nathan", &["Nate"]),
        ("Kyle", &[]),
        ("Jordan", &["Jord"]),
        ("Connor", &["Con"]),
        ("Reece", &[]),
        ("Ian", &[]),
    ],
    heads: &[
        "Alder", "Birken", "Brindle", "Cald", "Corb", "Dunner", "Eller", "Farrow", "Gars", "Hather", "Hollin",
        "Ketter", "Lamb", "Mickle", "Nether", "Oaken", "Pellow", "Quarm", "Rading", "Sandle", "Thorn", "Ulver",
        "Wether", "Yarrow", "Ather", "Brocken", "Cotter", "Denholt",
    ],
    tails: &[
        "bank", "by", "cote", "den", "dyke", "field", "garth", "gill", "ham", "holm", "hurst", "ley", "mere", "ridge",
        "shaw", "stead", "thwaite", "ton", "wick", "worth",
    ],
};

pub(super) const IRISH: Names = Names {
    given: &[
        ("Sean", &[]),
        ("Patrick", &["Paddy", "Pat"]),
        ("Declan", &["Dec"]),
        ("Brendan", &["Bren"]),
        ("Ciaran", &["Kier"]),
        ("Eoin", &[]),
        ("Fergal", &[]),
        ("Donal", &[]),
        ("Niall", &[]),
        ("Cormac", &[]),
        ("Michael", &["Mick"]),
        ("Aidan", &["Aido"]),
    ],
    heads: &["O'Bran", "O'Cul", "O'Dar", "O'Fen", "Mac Gar", "Mac Lor", "Kil", "Bal", "Dun", "Fal", "Tier", "Rath"],
    tails: &["aghan", "eary", "igan", "morey", "nane", "ohan", "quin", "rissey", "vane", "win"],
};

pub(super) const POLISH: Names = Names {
    given: &[
        ("Krzysztof", &["Krzys", "Chris"]),
        ("Piotr", &["Peter"]),
        ("Tomasz", &["Tomek", "Tom"]),
        ("Marcin", &["Martin"]),
        ("Pawel", &["Paul"]),
        ("Lukasz", &["Luke"]),
        ("Michal", &["Mike"]),
        ("Jakub", &["Kuba", "Jack"]),
        ("Grzegorz", &["Greg"]),
        ("Wojciech", &["Wojtek"]),
        ("Mariusz", &[]),
        ("Dariusz", &["Darek"]),
        ("Rafal", &["Raf"]),
        ("Adrian", &["Adi"]),
    ],
    heads: &[
        "Brzel", "Chmur", "Dolin", "Gor", "Jasn", "Kamien", "Lipow", "Malin", "Olsz", "Piask", "Sosn", "Wolan", "Zabr",
        "Rzecz",
    ],
    tails: &["ecki", "inski", "owicz", "akowski", "ewczyk", "owiak", "arek", "enko", "ycki", "omski"],
};

pub(super) const ROMANIAN: Names = Names {
    given: &[
        ("Andrei", &["Andy"]),
        ("Alexandru", &["Alex", "Sandu"]),
        ("Ionut", &["Ion"]),
        ("Mihai", &["Mike"]),
        ("Florin", &["Flo"]),
        ("Cristian", &["Cristi", "Chris"]),
        ("Bogdan", &[]),
        ("Marius", &[]),
        ("Daniel", &["Dani", "Dan"]),
        ("Vasile", &["Vasi"]),
        ("Gheorghe", &["Gigi", "George"]),
        ("Razvan", &[]),
    ],
    heads: &["Dorn", "Calug", "Vadar", "Petres", "Murg", "Brad", "Cern", "Lupas", "Negr", "Stanc", "Ursac", "Valc"],
    tails: &["eanu", "escu", "ariu", "oiu", "ulea", "ache", "anda", "ineanu"],
};

pub(super) const BALKAN: Names = Names {
    given: &[
        ("Arben", &["Ben", "Beni"]),
        ("Besnik", &["Nik"]),
        ("Dritan", &["Tani"]),
        ("Erion", &["Eri"]),
        ("Florian", &[]),
        ("Ilir", &[]),
        ("Klodian", &["Kledi"]),
        ("Luan", &[]),
        ("Altin", &["Tini"]),
        ("Gentian", &["Genti"]),
        ("Stefan", &["Stevie"]),
        ("Nikolay", &["Nik"]),
    ],
    heads: &["Bard", "Cel", "Dem", "Gjok", "Hox", "Kast", "Lek", "Mur", "Prend", "Shab", "Tos", "Vuk"],
    tails: &["ajni", "oli", "usha", "eti", "aliu", "orri", "ovik", "anaj"],
};

pub(super) const PAKISTANI: Names = Names {
    given: &[
        ("Mohammed", &["Mo", "Moe"]),
        ("Imran", &["Immy"]),
        ("Asif", &[]),
        ("Tariq", &["Taz"]),
        ("Adeel", &[]),
        ("Usman", &["Uzi"]),
        ("Bilal", &["Bil"]),
        ("Hamza", &["Hamz"]),
        ("Shahid", &["Shah"]),
        ("Nadeem", &["Nads"]),
        ("Zahid", &["Zed"]),
        ("Kashif", &["Kash"]),
        ("Faisal", &["Faz"]),
        ("Waqas", &["Waq"]),
        ("Junaid", &["Jay"]),
    ],
    heads: &["Bah", "Chand", "Dar", "Gul", "Has", "Jam", "Khar", "Mir", "Nas", "Qam", "Rah", "Saf", "Tah", "Zam"],
    tails: &["adi", "ari", "awan", "eem", "eshi", "ifi", "oor", "udi", "anzai", "ullah"],
};

pub(super) const INDIAN: Names = Names {
    given: &[
        ("Raj", &["Raja"]),
        ("Sanjay", &["Sunny", "Sanj"]),
        ("Amit", &[]),
        ("Vikram", &["Vik", "Vicky"]),
        ("Harpreet", &["Harry", "Preet"]),
        ("Gurdeep", &["Deep"]),
        ("Rakesh", &["Rocky"]),
        ("Nitin", &["Nick"]),
        ("Jaspal", &["Jas"]),
        ("Manjit", &["Manny"]),
        ("Sunil", &["Sunny"]),
        ("Deepak", &["Dee"]),
        ("Arjun", &["AJ"]),
    ],
    heads: &["Bal", "Dev", "Gan", "Hari", "Kal", "Lax", "Mah", "Nand", "Pran", "Ram", "Sur", "Ved"],
    tails: &["ania", "awal", "eshwar", "ikar", "indra", "olia", "und", "urkar", "yanth", "vani"],
};

pub(super) const CARIBBEAN: Names = Names {
    given: &[
        ("Marlon", &["Marl"]),
        ("Leroy", &["Lee", "Roy"]),
        ("Delroy", &["Del"]),
        ("Winston", &["Win"]),
        ("Tyrone", &["Ty", "T"]),
        ("Jermaine", &["Jay", "Jerm"]),
        ("Dwayne", &["Dee"]),
        ("Curtis", &["Curt"]),
        ("Desmond", &["Des", "Dessie"]),
        ("Andre", &["Dre"]),
        ("Marcus", &["Marc"]),
        ("Errol", &[]),
        ("Kemar", &[]),
    ],
    heads: &["Bram", "Clar", "Dal", "Fal", "Grant", "Hyl", "Lind", "Mont", "Pal", "Rich", "Sin", "Wal"],
    tails: &["aby", "cott", "den", "fort", "geon", "lake", "leton", "monds", "ridge", "well"],
};

pub(super) const WEST_AFRICAN: Names = Names {
    given: &[
        ("Emmanuel", &["Emma", "Manny"]),
        ("Chidi", &["Chi"]),
        ("Kwame", &["KK"]),
        ("Kofi", &[]),
        ("Tunde", &["T"]),
        ("Femi", &[]),
        ("Samuel", &["Sammy", "Sam"]),
        ("Emeka", &["Mekus"]),
        ("Segun", &["Seg"]),
        ("Ibrahim", &["Ib"]),
        ("Yaw", &[]),
        ("Blessing", &["Bless"]),
    ],
    heads: &["Ade", "Aku", "Bola", "Chi", "Eze", "Ike", "Nwa", "Ola", "Oke", "Osa", "Uche", "Yeb"],
    tails: &["banjo", "bola", "dike", "femi", "goze", "kunle", "mensa", "nimi", "tunji", "woye"],
};

pub(super) const EAST_AFRICAN: Names = Names {
    given: &[
        ("Abdi", &["Ab"]),
        ("Yusuf", &["Joe"]),
        ("Omar", &["Oz"]),
        ("Hassan", &["Has"]),
        ("Dawit", &["David"]),
        ("Mulugeta", &["Mulu"]),
        ("Farah", &[]),
        ("Ismail", &["Ish"]),
        ("Tesfay", &["Tes"]),
        ("Mahad", &["Maz"]),
    ],
    heads: &["Abo", "Dir", "Gel", "Hab", "Jim", "Kid", "Mah", "Sem", "Tes", "War"],
    tails: &["adde", "ale", "ane", "erey", "etsion", "iale", "ore", "ume"],
};

pub(super) const CHINESE: Names = Names {
    given: &[
        ("Wei", &["Wayne"]),
        ("Jun", &["June"]),
        ("Ming", &["Mike"]),
        ("Hao", &["Howie"]),
        ("Kai", &[]),
        ("Lin", &[]),
        ("Tao", &["Tony"]),
        ("Feng", &[]),
        ("Minh", &["Min"]),
        ("Duc", &["Duke"]),
    ],
    heads: &["Sheu", "Tong", "Quon", "Lau", "Pang", "Ngai", "Cheo", "Fung", "Dao", "Kwai"],
    tails: &["", "-Lam", "-Sang", "-Wah", "-Tai", "-Kee"],
};

pub(super) const ARAB: Names = Names {
    given: &[
        ("Ahmed", &["Ed"]),
        ("Karim", &["Kaz"]),
        ("Hamid", &["Ham"]),
        ("Samir", &["Sam"]),
        ("Walid", &["Wally"]),
        ("Nabil", &["Bill"]),
        ("Khalid", &["Khal"]),
        ("Mustafa", &["Musty"]),
        ("Reza", &["Ray"]),
        ("Rashid", &["Rash"]),
        ("Amir", &[]),
        ("Youssef", &["Joe"]),
    ],
    heads: &["Al-Bas", "Al-Ham", "Ben Kad", "Ben Sal", "El Mans", "El Tay", "Far", "Gol", "Naj", "Sad", "Tabr", "Kerm"],
    tails: &["ani", "awi", "azar", "elli", "oudi", "ouri", "uri", "zadeh"],
};

pub(super) const TURKISH: Names = Names {
    given: &[
        ("Mehmet", &["Memo"]),
        ("Murat", &[]),
        ("Emre", &[]),
        ("Kemal", &["Kem"]),
        ("Serkan", &["Serk"]),
        ("Hakan", &["Hak"]),
        ("Baran", &[]),
        ("Ozan", &["Oz"]),
        ("Deniz", &["Den"]),
    ],
    heads: &["Ak", "Demir", "Gun", "Kara", "Kay", "Oz", "Sahin", "Tas", "Yil", "Cel"],
    tails: &["bulut", "doganer", "gullu", "kanat", "kopru", "oglan", "soyak", "tekin"],
};

pub(super) const SOUTH_EUROPEAN: Names = Names {
    given: &[
        ("Antonio", &["Tony", "Toni"]),
        ("Carlos", &["Charlie"]),
        ("Joao", &["John"]),
        ("Paulo", &["Paul"]),
        ("Marco", &["Mark"]),
        ("Luis", &["Lou"]),
        ("Rui", &[]),
        ("Diego", &["Di"]),
        ("Giuseppe", &["Joe", "Beppe"]),
        ("Miguel", &["Mike"]),
    ],
    heads: &["Alv", "Barr", "Carv", "Dom", "Fig", "Grav", "Mend", "Mor", "Pal", "Rib", "Sant", "Tav"],
    tails: &["adinho", "aleiro", "andeira", "arelli", "edosa", "ielo", "oqueira", "ovento"],
};

/// Given names of the women (and, further on, the men) who report, as they give them.
pub(super) const WOMEN: [&str; 40] = [
    "Amy", "Becky", "Carly", "Chloe", "Claire", "Dawn", "Donna", "Ellie", "Emma", "Gemma", "Hayley", "Holly", "Jade",
    "Jodie", "Julie", "Kayleigh", "Kelly", "Kirsty", "Laura", "Leanne", "Lisa", "Mandy", "Michelle", "Natalie",
    "Nicola", "Paula", "Rachel", "Sadie", "Sally", "Sam", "Sandra", "Shelley", "Stacey", "Tanya", "Tracy", "Vicky",
    "Ioana", "Mirela", "Grace", "Ling",
];

pub(super) const MEN: [&str; 16] = [
    "Aaron", "Ashley", "Callum", "Corey", "Ethan", "Finn", "Jake", "Jamie", "Josh", "Kieran", "Leon", "Max", "Ollie",
    "Rhys", "Tyler", "Zac",
];

/// Names to work under.
pub(super) const WORKING: [&str; 20] = [
    "Amber", "Bella", "Candice", "Crystal", "Diamond", "Eva", "Gigi", "Honey", "Isla", "Jasmine", "Kiki", "Lola",
    "Mia", "Nikita", "Ruby", "Sapphire", "Scarlett", "Star", "Tiffany", "Venus",
];
