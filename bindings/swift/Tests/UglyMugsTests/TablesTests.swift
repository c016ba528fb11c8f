import UglyMugs
import XCTest

/// What the pickers of a form are filled with.
final class TablesTests: XCTestCase {
    func testEveryEntryOfEveryTableIsThereInItsOrder() throws {
        let exported = try Schemas.tables().map { table in
            CodeTable(
                name: try XCTUnwrap(table["name"] as? String), title: try XCTUnwrap(table["title"] as? String),
                of: table["of"] as? String,
                entries: try XCTUnwrap(table["entries"] as? [[String: Any]]).map { entry in
                    TableEntry(
                        code: try XCTUnwrap(entry["code"] as? String), name: try XCTUnwrap(entry["name"] as? String),
                        of: entry["of"] as? String, from: entry["from"] as? String, until: entry["until"] as? String)
                })
        }
        XCTAssertEqual(tables(), exported)
        XCTAssertGreaterThan(tables().map(\.entries.count).reduce(0, +), 500)
    }

    func testATableIsFoundByItsName() {
        for known in tables() { XCTAssertEqual(table(name: known.name), known) }
        XCTAssertEqual(table(name: "builds")?.title, "Build")
        XCTAssertNil(table(name: "Builds"))
    }

    func testAFormIsFilledFromTheTablesAndWhatItTakesIsTaken() throws {
        let make = try XCTUnwrap(table(name: "vehicle_makes")?.entries.first { $0.name == "Ford" })
        let models = try XCTUnwrap(table(name: "vehicle_models"))
        XCTAssertEqual(models.of, "vehicle_makes")
        let model = try XCTUnwrap(models.entries.first { $0.of == make.code && $0.name == "Transit" })
        for build in try XCTUnwrap(table(name: "builds")).entries {
            let draft = Draft.build("r-1") { draft in
                draft.offence(kind: "robbery")
                draft.reporter(kind: "victim")
                draft.offender {
                    $0.looks(part: "build", code: build.code)
                    $0.vehicle(part: "make", code: make.code)
                    $0.vehicle(part: "model", code: model.code)
                }
            }
            XCTAssertNoThrow(try draft.validate())
        }
        // A code that is out of use says until when it was in use.
        let homeOffice = try XCTUnwrap(table(name: "home_office_codes")).entries
        XCTAssertTrue(homeOffice.contains { $0.code == "8F" && $0.until != nil })
    }

    func testTheShorterListsArePartsOfTheTables() {
        XCTAssertEqual(table(name: "police_forces")?.entries.map { [$0.code, $0.name] }, forces().map { [$0.code, $0.name] })
        XCTAssertEqual(table(name: "offence_kinds")?.entries.map { [$0.code, $0.of] }, offenceKinds().map { [$0.code, $0.category] })
    }
}
