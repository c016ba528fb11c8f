import Foundation
import UglyMugs
import XCTest

/// Whole reports, for tests that go from a report to what leaves.
enum Reports {
    /// When everything in a plain report has happened.
    static let now = "2026-03-10T09:00:00+00:00"

    static func policy() throws -> Policy { try Policy(json: Vectors.policy()) }

    static func issuer() throws -> Issuer {
        try Issuer(scheme: "num", name: "Example Safety Scheme", contact: "020 7946 0000, weekdays 9 to 5")
    }

    /// Rules under which every offence is alerted.
    static func rules(holdHours: Int = 0) throws -> AlertRules {
        try AlertRules(json: """
            {"schema": "uglymugs.alert_rules/1", "version": "t-1", "rules": [
             {"offences": ["sexual", "exploitation", "violence", "threats", "property", "not_an_offence"],
              "reach": "force_and_neighbours", "hold_hours": \(holdHours), "expires_days": 30}]}
            """)
    }

    /// A report by the person whom the scheme knows as `source`, with consent to matching, look-ups, alerts and anonymous
    /// intelligence: a robbery in LS2 on the first of March, by a man with a phone and a car.
    static func report(
        _ id: String, by source: String, accepted: Bool = true, recognitionAccepted: Bool = false,
        police: String = #"{"purpose": "police_anonymous", "recipient": "E23000010"}"#
    ) throws -> Case {
        try Case(json: """
            {"schema": "uglymugs.case/1",
             "incident": {"schema": "uglymugs.incident/1", "id": "\(id)", "received_at": "2026-03-02T10:40:00+00:00",
               "offences": [{"kind": "robbery"}], "when": {"at": "2026-03-01T22:15:00+00:00"},
               "place": {"force": "E23000010", "area": "LS2"},
               "reporter": {"kind": "victim", "grade": "verified_member"},
               "victim": {"pseudonym": "\(source)", "age_band": "25_34"},
               "offenders": [{"aliases": ["Daz"],
                 "appearance": {"gender": "man", "age": {"from": 35, "to": 45}, "hair_colour": "brown"},
                 "behaviours": ["poses_as_client"], "vehicle": {"kind": "car", "colour": "blue"}, "phones": ["07700 900231"]}],
               "safety": {"would_he_know": false, "hold_back": {"hold": "none"}}},
             "identity": {"schema": "uglymugs.identity/1", "incident": "\(id)", "victim": {"names": ["Gwen Hartley"]}},
             "consent": {"schema": "uglymugs.consent/1", "incident": "\(id)", "events": [
               {"event": "grant", "at": "2026-03-02T11:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1", "grants": [
                 {"purpose": "matching"}, {"purpose": "lookup", "recipient": "num"},
                 {"purpose": "alert", "recipient": "num", "recognition_accepted": \(recognitionAccepted)}, \(police)]}]},
             "circumstances": {"schema": "uglymugs.circumstances/1", "incident": "\(id)", "triage": [
               {"state": "\(accepted ? "accepted" : "received")", "at": "2026-03-02T12:00:00+00:00", "by": "Ruth Okafor"}]}}
            """)
    }

    /// A scheme that holds these reports.
    static func scheme(_ reports: Case...) throws -> Scheme {
        let scheme = try Scheme(issuer: issuer(), policy: policy(), rules: rules())
        for report in reports { _ = try scheme.submit(report: report) }
        return scheme
    }

    /// What members are given of the same report by two others whom the scheme knows, if anything.
    static func twins(_ vector: Vector, asOf: String) throws -> [MembersDisclosure] {
        let policy = try Policy(json: vector.policy)
        return try (0...1).compactMap { try given(twin(vector.case, $0), policy, to: vector.recipient, asOf: asOf) }
    }

    /// The same report, by somebody else whom the scheme knows.
    private static func twin(_ json: String, _ nth: Int) throws -> Case {
        var whole = try parsed(json)
        var incident = whole["incident"] as? [String: Any] ?? [:]
        var (victim, reporter) = (incident["victim"] as? [String: Any] ?? [:], incident["reporter"] as? [String: Any] ?? [:])
        victim["pseudonym"] = "twin-victim-\(nth)"
        reporter["pseudonym"] = "twin-reporter-\(nth)"
        reporter["grade"] = "verified_member"
        incident["victim"] = victim
        incident["reporter"] = reporter
        whole["incident"] = incident
        return try Case(json: canonical(whole))
    }

    /// What members are given of a case for alerts, if anything.
    static func given(_ report: Case, _ policy: Policy, to recipient: String = "members/num/alert", asOf: String) throws
        -> MembersDisclosure?
    {
        guard case .members(let given) = try report.disclose(policy: policy, recipient: recipient, asOf: asOf).shared else { return nil }
        return given
    }

    /// Everything that is counted.
    static func crowd(_ scheme: String, asOf: String, _ given: [MembersDisclosure]) throws -> Crowd {
        let crowd = try Crowd(scheme: scheme, asOf: asOf)
        for one in given { try crowd.add(disclosure: one) }
        return crowd
    }
}

extension AlertDraft {
    /// A person's approval.
    func approved(_ at: String) throws -> ApprovedAlert {
        try approve(approver: "Ruth Okafor", at: at, necessity: "He is out there.", proportionality: "It tells no more than members need.")
    }
}

extension Scheme {
    /// What members are given for alerts.
    func given(_ incident: String, asOf: String = Reports.now) throws -> MembersDisclosure {
        guard case .members(let given) = try disclose(incident: incident, recipient: "members/num/alert", asOf: asOf).shared else {
            throw UglyMugsError.Refused(code: "nothing")
        }
        return given
    }

    /// What a member is answered.
    func lookUp(_ kind: QueryKind, _ text: String, asOf: String = Reports.now) throws -> Answer {
        try check(
            query: Query(kind: kind, text: text), asker: Asker(scheme: "num", member: "m-1"), purpose: .beforeMeeting, asOf: asOf,
            watch: RateLimit(most: 30, hours: 24))
    }
}

/// The error of a step; `nil` when it is done.
func refusal(_ step: () throws -> Any?) -> UglyMugsError? {
    do {
        _ = try step()
        return nil
    } catch {
        return error as? UglyMugsError
    }
}
