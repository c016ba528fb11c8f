import UglyMugs
import XCTest

/// The Swift of the README.
final class ReadmeTests: XCTestCase {
    func testTheSampleOfTheReadmeRuns() throws {
        let caseJson = try Vectors.robbery().case
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
        let report = try Case(json: caseJson)
        let policy = try Policy(json: policyJson)
        let now = "2026-03-10T09:00:00+00:00"
        print(try report.level(policy: policy, asOf: now)) // full
        let decision = try report.disclose(policy: policy, recipient: "members/num/alert", asOf: now)
        switch decision.shared {
        case .members(let disclosure): print(try AlertDraft(disclosure: disclosure).text())
        default: print(decision.shared?.json ?? decision.reason()?.message ?? "")
        }
        // README end

        XCTAssertEqual(said.first, "offences[0].kind: code is not in its table")
        XCTAssertEqual(said.dropFirst().first, "full")
        XCTAssertEqual(said.last?.hasPrefix("Take care"), true)
        XCTAssertEqual(said.count, 3)
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
