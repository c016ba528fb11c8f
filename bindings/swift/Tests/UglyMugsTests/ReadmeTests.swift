import UglyMugs
import XCTest

/// The Swift of the README.
final class ReadmeTests: XCTestCase {
    func testTheSampleOfTheReadmeRuns() throws {
        let caseJsons = [try Reports.report("r-1", by: "heron-7").toJson(), try Reports.report("r-2", by: "wren-2").toJson()]
        let policyJson = try Vectors.policy()
        var said: [String] = []
        func print(_ line: Any) { said.append("\(line)") }

        // README begin
        let draft = Draft.build("r-1") { draft in
            draft.offence(kind: "mugging")
            draft.reporter(kind: "victim")
            draft.offender { $0.age(from: 30, to: 40) }
        }
        do {
            _ = try draft.validate()
        } catch let error as UglyMugsError {
            for problem in error.problems { print("\(problem.path): \(problem.message)") }
        }
        let now = "2026-03-10T09:00:00+00:00"
        let issuer = try Issuer(scheme: "num", name: "Example scheme", contact: "020 7946 0000")
        let scheme = try Scheme(issuer: issuer, policy: Policy(json: policyJson), rules: .defaultRules())
        for json in caseJsons { _ = try scheme.submit(report: Case(json: json)) }
        switch try scheme.disclose(incident: "r-1", recipient: "members/num/alert", asOf: now).shared {
        case .members(let disclosure): print(disclosure.toJson()) // exactly what members may be shown
        default: print("nothing")
        }

        let alert = try scheme.draftAlert(incidents: ["r-1"], asOf: now) // it cannot be published before a person approves it
        for inference in alert.reidentification().inferences { print(inference.sentence) } // what he could infer from it
        let approved = try alert.approve(
            approver: "A. Approver", at: now, necessity: "He robs people who meet him.", proportionality: "It tells of nobody else.")
        print(try scheme.publish(approved: approved, asOf: now).sms().text()) // the gate is asked again

        let query = try Query(kind: .phone, text: "+44 7700 900231")
        let (asker, watch) = (try Asker(scheme: "num", member: "m-1"), RateLimit(most: 30, hours: 24))
        print(try scheme.check(query: query, asker: asker, purpose: .beforeMeeting, asOf: now, watch: watch).words())
        // README end

        XCTAssertEqual(said.first, "offences[0].kind: code is not in its table")
        XCTAssertTrue(said[1].contains("\"Daz\"") && !said[1].contains("Gwen Hartley"))
        XCTAssertTrue(said.contains("More than one report fits this. He cannot be sure who told."))
        let sms = said[said.count - 2]
        XCTAssertTrue(sms.contains("07700 900231") && sms.contains(" Not proof. Alert "))
        XCTAssertEqual(said.last?.hasPrefix("This phone number was reported to us by 2 people."), true)
    }

    func testAReportIsToldAsSheTellsIt() throws {
        var said: [String] = []
        func print(_ line: Any) { said.append("\(line)") }

        let draft = Draft.build("r-2") { draft in
            draft.offence(kind: "robbery")
            draft.reporter(kind: "victim")
            draft.ownWords(about: "place", text: "Round the back, where the lorries turn.")
            draft.offender { offender in
                offender.plate(plate: "YK01 ?*T")
                offender.vehicle(part: "kind", code: "van")
                offender.ageInWords(words: "mid 30s")
                offender.mark(kind: "tattoo", bodyPlace: "left_hand")
                offender.ownWords(about: "speech", text: "He dropped his voice at the end of things.")
            }
        }
        print(try draft.validate().toJson()) // as she said it; the gate shows YK01??T and 34–36
        for build in table(name: "builds")?.entries ?? [] { print("\(build.code): \(build.name)") } // fills a picker

        XCTAssertEqual(said[0].count, draft.toJson().count)
        for kept in ["\"YK01 ?*T\"", "\"mid 30s\"", "where the lorries turn"] { XCTAssertTrue(said[0].contains(kept), kept) }
        XCTAssertTrue(said.contains("stocky: stocky"))
    }
}
