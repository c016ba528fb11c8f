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

extension AlertRules {
    /// Reads their wire JSON.
    public convenience init(json: String) throws {
        self.init(unsafeFromHandle: try AlertRules.fromJson(json: json).uniffiCloneHandle())
    }
}

extension Links {
    /// Reads its wire JSON.
    public convenience init(json: String, lenient: Bool = false) throws {
        self.init(unsafeFromHandle: try Links.fromJson(json: json, lenient: lenient).uniffiCloneHandle())
    }
}

extension LinkageModel {
    /// Reads its wire JSON.
    public convenience init(json: String) throws {
        self.init(unsafeFromHandle: try LinkageModel.fromJson(json: json).uniffiCloneHandle())
    }
}

extension UglyMugsError: LocalizedError {
    /// What is wrong: paths of the schema and messages of the catalogue, nothing of what was handed in.
    public var errorDescription: String? { description }

    /// The stable code.
    public var code: String {
        switch self {
        case .Invalid(let code, _), .Refused(let code), .NothingDisclosed(let code, _), .ContainsWithheldValue(let code, _),
            .Internal(let code):
            code
        }
    }

    /// Every problem of what was handed in; none when it is not that which went wrong.
    public var problems: [Problem] {
        if case .Invalid(_, let problems) = self { problems } else { [] }
    }

    /// Why nothing of a report may be shown; `nil` when it is not that which went wrong.
    public var reason: Reason? {
        if case .NothingDisclosed(_, let reason) = self { reason } else { nil }
    }

    /// Where the withheld values stand that an output would contain; none when it is not that which went wrong.
    public var paths: [String] {
        if case .ContainsWithheldValue(_, let paths) = self { paths } else { [] }
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

extension Inference {
    /// The code on the wire, such as `only_one`.
    public var code: String { inferenceCode(inference: self) }

    /// What it means, in English, for the person who drafts and for her whom it concerns.
    public var sentence: String { inferenceSentence(inference: self) }
}

extension Step {
    /// The code on the wire, such as `part_of_day`.
    public var code: String { stepCode(step: self) }
}

extension ReleaseKind {
    /// The code on the wire, such as `correction`.
    public var code: String { releaseKindCode(kind: self) }
}

extension SmsEncoding {
    /// The code on the wire, such as `gsm_7`.
    public var code: String { smsEncodingCode(encoding: self) }
}

extension QueryKind {
    /// The code on the wire, such as `phone`.
    public var code: String { queryKindCode(kind: self) }
}

extension LookupPurpose {
    /// The code on the wire, such as `before_meeting`.
    public var code: String { lookupPurposeCode(purpose: self) }
}

extension Outcome {
    /// The code on the wire, such as `nothing_to_show`.
    public var code: String { outcomeCode(outcome: self) }
}

extension Tier {
    /// The code on the wire, such as `probable`.
    public var code: String { tierCode(tier: self) }
}

extension Field {
    /// The code on the wire, such as `hair_colour`.
    public var code: String { fieldCode(field: self) }

    /// What a caseworker calls it, such as `hair colour`.
    public var words: String { fieldName(field: self) }
}

extension Agreement {
    /// The code on the wire, such as `confusable`.
    public var code: String { agreementCode(agreement: self) }
}

extension SharedUse {
    /// The code on the wire, such as `recycled`.
    public var code: String { sharedUseCode(used: self) }
}

extension Route {
    /// The code on the wire, such as `other_area`.
    public var code: String { routeCode(route: self) }
}

extension TriageState {
    /// The code on the wire, such as `accepted`.
    public var code: String { triageStateCode(state: self) }
}

extension TriageReason {
    /// The code on the wire, such as `out_of_scope`.
    public var code: String { triageReasonCode(reason: self) }
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
