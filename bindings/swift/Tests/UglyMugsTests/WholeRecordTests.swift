import UglyMugs
import XCTest

/// What goes in comes out: every member of a report, and everything that a draft can be told.
final class WholeRecordTests: XCTestCase {
    /// A document in one order: two are alike when their texts are.
    private func ordered(_ json: String) throws -> String { try canonical(parsed(json)) }

    func testTheWholeIncidentHoldsEveryPathOfTheSchema() throws {
        XCTAssertEqual(try Schemas.incident().missing(parsed(Vectors.wholeIncident())), [])
    }

    func testNoPathOfTheWholeIncidentIsLostOnTheWay() throws {
        let json = try Vectors.wholeIncident()
        let whole = try ordered(json)
        let incident = try Incident(json: json)
        XCTAssertEqual(try ordered(incident.toJson()), whole)
        XCTAssertEqual(try ordered(Draft(json: json).validate().toJson()), whole)
        let report = try parsed(Case(incident: incident).toJson())
        XCTAssertEqual(try canonical(XCTUnwrap(report["incident"])), whole)
    }

    /// Else the two tests above would let it pass.
    func testAnIncidentWithAMemberLessIsNotWhole() throws {
        let whole = try parsed(Vectors.wholeIncident())
        let schema = try Schemas.incident()
        let shorter = lessOneMember(whole)
        XCTAssertGreaterThan(shorter.count, 90)
        for incident in shorter {
            let json = try canonical(incident)
            XCTAssertNotEqual(json, try canonical(whole))
            let refused = (try? Incident(json: json)) == nil
            XCTAssertTrue(refused || !schema.missing(incident).isEmpty, json)
        }
    }

    func testTheIncidentOfEveryVectorComesOutAsItWentIn() throws {
        var vectors: Set<String> = []
        for vector in try Vectors.all() where vectors.insert(vector.vector).inserted {
            let incident = try XCTUnwrap(parsed(vector.case)["incident"])
            let again = try Incident(json: canonical(incident)).toJson()
            XCTAssertEqual(try ordered(again), try canonical(written(incident)), vector.vector)
        }
        XCTAssertGreaterThanOrEqual(vectors.count, 40)
    }

    func testEverythingThatADraftCanBeTold() throws {
        let draft = Draft.build("r-1") { draft in
            draft.offence(kind: "robbery")
            draft.whenAt(instant: "2026-03-01T22:15:00+00:00")
            draft.force(code: "E23000010")
            draft.area(area: "LS2")
            draft.venue(venue: "Wharf Mills car park")
            draft.street(street: "14 Sweetwater Street")
            draft.placeKind(code: "car_park")
            draft.setting(code: "street")
            draft.ownWords(about: "place", text: "Round the back.")
            draft.ownWords(about: "support", text: "Somebody to talk to.")
            draft.injuries(code: "bruising")
            draft.supportWanted(code: "counselling")
            draft.supportWanted(code: "money")
            draft.contactMethod(code: "on_street")
            draft.policeContact(code: "crime_recorded")
            draft.policeReference(reference: "WY/4471/26")
            draft.narrative(text: "A man stopped.")
            draft.summary(text: "A man robbed a woman.", language: "en")
            draft.reporter(kind: "victim")
            draft.sector(sector: "escort")
            draft.victimGender(code: "woman")
            draft.victimEthnicity(code: "w1")
            draft.wouldHeKnow(answer: false)
            draft.offender { offender in
                offender.alias(name: "Daz")
                offender.phone(phone: "07700 900231")
                offender.email(email: "daz@example.org")
                offender.handle(handle: "@daz_drives")
                offender.profile(site: "dateline.example.org", handle: "@daz_on_dateline")
                offender.behaviour(code: "films")
                offender.plate(plate: "YK01 ??T")
                offender.vehicle(part: "kind", code: "van")
                offender.vehicle(part: "colour", code: "blue")
                offender.gender(code: "man")
                offender.ageInWords(words: "late 30s")
                offender.heightInWords(words: "5'10 to 6ft")
                offender.looks(part: "build", code: "stocky")
                offender.mark(kind: "tattoo", bodyPlace: "left_hand", motif: "star")
                offender.mark(kind: "limp")
                offender.mark(kind: "scar", bodyPlace: "face")
                offender.wore(item: "hi_vis", colour: "yellow")
                offender.wore(item: "boots")
                offender.ownWords(about: "speech", text: "He dropped his voice.")
                offender.relation(code: "client")
                offender.dateOfBirth(day: "1981-06-14")
            }
            draft.offender { $0.age(from: 30, to: 40) }
        }
        let said = try ordered("""
            {"schema": "uglymugs.incident/1", "id": "r-1",
             "offences": [{"kind": "robbery"}],
             "when": {"at": "2026-03-01T22:15:00+00:00"},
             "place": {"force": "E23000010", "area": "LS2", "venue": "Wharf Mills car park", "street": "14 Sweetwater Street",
                       "kind": "car_park"},
             "setting": "street",
             "own_words": [{"about": "place", "text": "Round the back."}, {"about": "support", "text": "Somebody to talk to."}],
             "injuries": "bruising",
             "support_wanted": ["counselling", "money"],
             "contact_method": "on_street",
             "police_contact": {"status": "crime_recorded", "reference": "WY/4471/26"},
             "narrative": "A man stopped.",
             "summary": {"text": "A man robbed a woman.", "language": "en"},
             "reporter": {"kind": "victim"},
             "victim": {"sector": "escort", "gender": "woman", "ethnicity": "w1"},
             "safety": {"would_he_know": false},
             "offenders": [
               {"aliases": ["Daz"], "phones": ["07700 900231"], "emails": ["daz@example.org"], "handles": ["@daz_drives"],
                "profiles": [{"site": "dateline.example.org", "handle": "@daz_on_dateline"}],
                "behaviours": ["films"],
                "vehicle": {"plate": "YK01 ??T", "kind": "van", "colour": "blue"},
                "appearance": {"gender": "man", "age": "late 30s", "height_cm": "5'10 to 6ft", "build": "stocky",
                  "marks": [{"kind": "tattoo", "body_place": "left_hand", "motif": "star"}, {"kind": "limp"},
                            {"kind": "scar", "body_place": "face"}],
                  "clothing": [{"item": "hi_vis", "colour": "yellow"}, {"item": "boots"}]},
                "own_words": [{"about": "speech", "text": "He dropped his voice."}],
                "link": {"relation": "client"},
                "civil_identity": {"date_of_birth": "1981-06-14"}},
               {"appearance": {"age": {"from": 30, "to": 40}}}]}
            """)
        XCTAssertEqual(try ordered(draft.toJson()), said)
        XCTAssertEqual(try ordered(draft.validate().toJson()), said)
        draft.whenDay(day: "2026-03-02")
        XCTAssertEqual(try canonical(XCTUnwrap(parsed(draft.validate().toJson())["when"])), #"{"day":"2026-03-02"}"#)
    }

    func testAnOffenderCanBeAddedToMoreThanOneDraft() throws {
        let offender = DraftOffender()
        offender.profile(site: "dateline.example.org", handle: "@daz_on_dateline")
        offender.wore(item: "boots")
        for id in ["r-1", "r-2"] {
            let draft = Draft(id: id)
            draft.offender(offender: offender)
            XCTAssertEqual(
                try canonical(XCTUnwrap(parsed(draft.toJson())["offenders"])),
                #"[{"appearance":{"clothing":[{"item":"boots"}]},"profiles":[{"handle":"@daz_on_dateline","site":"dateline.example.org"}]}]"#)
        }
    }

    /// As the library writes it: what says nothing is left out, an instant has an offset in numbers, a site its normal form.
    private func written(_ value: Any, _ member: String = "") -> Any {
        switch value {
        case let object as [String: Any]:
            let members = object.map { name, inner in (name, written(inner, name)) }
            return Dictionary(uniqueKeysWithValues: members.filter { !saysNothing($0.1) })
        case let list as [Any]: return list.map { written($0) }
        case let text as String where member == "at" && text.hasSuffix("Z"): return String(text.dropLast()) + "+00:00"
        case let text as String where member == "site":
            let host = text.lowercased().replacingOccurrences(of: "https://", with: "").replacingOccurrences(of: "www.", with: "")
            return host.split(separator: "/").first.map(String.init) ?? host
        default: return value
        }
    }

    private func saysNothing(_ value: Any) -> Bool {
        (value as? [Any])?.isEmpty == true || (value as? [String: Any])?["answer"] as? String == "not_asked"
    }

    /// The value without one of its members, once for each, however deep.
    private func lessOneMember(_ value: Any) -> [Any] {
        if let object = value as? [String: Any] {
            return object.flatMap { name, inner in
                lessOneMember(inner).map { object.merging([name: $0]) { $1 } as Any } + [object.filter { $0.key != name } as Any]
            }
        }
        guard let list = value as? [Any] else { return [] }
        return list.indices.flatMap { at in
            lessOneMember(list[at]).map { one in
                var changed = list
                changed[at] = one
                return changed as Any
            }
        }
    }
}
