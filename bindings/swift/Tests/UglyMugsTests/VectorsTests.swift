import UglyMugs
import XCTest

final class VectorsTests: XCTestCase {
    func testEachRecipientIsGivenExactlyTheseBytesOrNothingForThisReason() throws {
        let vectors = try Vectors.all()
        var disclosed = 0
        for vector in vectors {
            let report = try Case(json: vector.case)
            let policy = try Policy(json: vector.policy)
            if let code = vector.error {
                XCTAssertThrowsError(
                    try report.disclose(policy: policy, recipient: vector.recipient, asOf: vector.as_of), vector.name
                ) { XCTAssertEqual(($0 as? UglyMugsError)?.code, code, vector.name) }
                continue
            }
            XCTAssertEqual(try report.level(policy: policy, asOf: vector.as_of).code, vector.level, vector.name)
            let decision = try report.disclose(policy: policy, recipient: vector.recipient, asOf: vector.as_of)
            XCTAssertEqual(decision.reason()?.code, vector.nothing, vector.name)
            guard let bytes = vector.bytes else {
                XCTAssertNil(decision.shared, vector.name)
                XCTAssertEqual(decision.withheld(), [], vector.name)
                continue
            }
            XCTAssertEqual(decision.shared?.bytes, Data(bytes.utf8), vector.name)
            let withheld = decision.withheld().map { [$0.path, $0.reason.code] }
            XCTAssertEqual(Set(withheld), Set(vector.withheld ?? []), vector.name)
            XCTAssertEqual(withheld.count, vector.withheld?.count, vector.name)
            disclosed += 1
        }
        XCTAssertGreaterThanOrEqual(vectors.count, 200)
        XCTAssertGreaterThanOrEqual(disclosed, 100)
    }

    func testACaseThatWasWrittenAndReadAgainIsGivenOutAlike() throws {
        for vector in try Vectors.all() where vector.bytes != nil {
            let again = try Case(json: Case(json: vector.case).toJson())
            let policy = try Policy(json: Policy(json: vector.policy).toJson())
            let decision = try again.disclose(policy: policy, recipient: vector.recipient, asOf: vector.as_of)
            XCTAssertEqual(decision.shared?.json, vector.bytes, vector.name)
        }
    }

    func testACaseIsTheSumOfItsParts() throws {
        let vector = try Vectors.named("c01_full_details_to_one_force", to: "police_full/E23000010")
        let whole = try Case(json: vector.case)
        let parts = try Case(
            incident: Incident(json: whole.incident().toJson()),
            identity: Identity(json: whole.identity().toJson()),
            consent: ConsentHistory(json: whole.consent().toJson()),
            circumstances: Circumstances(json: whole.circumstances().toJson())
        )
        let policy = try Policy(json: vector.policy)
        let decision = try parts.disclose(policy: policy, recipient: vector.recipient, asOf: vector.as_of)
        XCTAssertEqual(decision.shared?.json, vector.bytes)
        // Without what she said, nothing leaves.
        let bare = try Case(incident: whole.incident())
            .disclose(policy: policy, recipient: vector.recipient, asOf: vector.as_of)
        XCTAssertNil(bare.shared)
        XCTAssertEqual(bare.reason(), .notAccepted)
    }
}
