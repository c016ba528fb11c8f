// What Swift says more shortly. Nothing here decides anything.
import Foundation

extension Draft {
    /// A draft, told in one go: `Draft.build("r-1") { $0.offence(kind: "robbery") }`.
    public static func build(_ id: String, _ tell: (Draft) throws -> Void) rethrows -> Draft {
        let draft = Draft(id: id)
        try tell(draft)
        return draft
    }

    /// Adds an offender, told in one go.
    public func offender(_ tell: (DraftOffender) throws -> Void) rethrows {
        let offender = DraftOffender()
        try tell(offender)
        self.offender(offender: offender)
    }

    /// Takes any well-formed JSON document in.
    public convenience init(json: String) throws {
        self.init(unsafeFromHandle: try Draft.fromJson(json: json).uniffiCloneHandle())
    }
}

extension Case {
    /// Reads its wire JSON.
    public convenience init(json: String, lenient: Bool = false) throws {
        self.init(unsafeFromHandle: try Case.fromJson(json: json, lenient: lenient).uniffiCloneHandle())
    }
}

extension Incident {
    /// Reads its wire JSON.
    public convenience init(json: String, lenient: Bool = false) throws {
        self.init(unsafeFromHandle: try Incident.fromJson(json: json, lenient: lenient).uniffiCloneHandle())
    }
}

extension Identity {
    /// Reads its wire JSON.
    public convenience init(json: String, lenient: Bool = false) throws {
        self.init(unsafeFromHandle: try Identity.fromJson(json: json, lenient: lenient).uniffiCloneHandle())
    }
}

extension ConsentHistory {
    /// Reads its wire JSON.
    public convenience init(json: String, lenient: Bool = false) throws {
        self.init(unsafeFromHandle: try ConsentHistory.fromJson(json: json, lenient: lenient).uniffiCloneHandle())
    }
}

extension Circumstances {
    /// Reads its wire JSON.
    public convenience init(json: String, lenient: Bool = false) throws {
        self.init(unsafeFromHandle: try Circumstances.fromJson(json: json, lenient: lenient).uniffiCloneHandle())
    }
}

extension Policy {
    /// Reads its wire JSON, and compares it with the default.
    public convenience init(json: String) throws {
        self.init(unsafeFromHandle: try Policy.fromJson(json: json).uniffiCloneHandle())
    }
}

extension UglyMugsError: LocalizedError {
    /// What is wrong: paths of the schema and messages of the catalogue, nothing of what was handed in.
    public var errorDescription: String? { description }

    /// The stable code.
    public var code: String {
        switch self {
        case .Invalid(let code, _), .Refused(let code), .Internal(let code): code
        }
    }

    /// Every problem of what was handed in; none when it is not that which went wrong.
    public var problems: [Problem] {
        if case .Invalid(_, let problems) = self { problems } else { [] }
    }
}

extension Decision {
    /// What is given; `nil` when nothing is.
    public var shared: Disclosed? { disclosure() }
}

extension Disclosed {
    /// The canonical bytes: one line of JSON with its line feed.
    public var bytes: Data {
        switch self {
        case .members(let disclosure): disclosure.toBytes()
        case .policeAnonymous(let disclosure): disclosure.toBytes()
        case .policeFull(let disclosure): disclosure.toBytes()
        case .partner(let disclosure): disclosure.toBytes()
        case .research(let disclosure): disclosure.toBytes()
        }
    }

    /// The canonical bytes, as text.
    public var json: String { String(decoding: bytes, as: UTF8.self) }
}

extension Reason {
    /// The code on the wire, such as `he_would_know`.
    public var code: String { reasonCode(reason: self) }

    /// What it means, in English, for the scheme's own screens.
    public var message: String { reasonMessage(reason: self) }
}

extension Level {
    /// The code on the wire, such as `alert_only`.
    public var code: String { levelCode(level: self) }
}

extension Date {
    /// The instant as this library takes it: to the second, with the offset of a time zone.
    public func instant(in zone: TimeZone = .current) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = zone
        format.dateFormat = "yyyy-MM-dd'T'HH:mm:ssxxx"
        return format.string(from: self)
    }
}
