import UglyMugs
import XCTest

final class VersionTests: XCTestCase {
    func testTheVersionHasThreeParts() {
        XCTAssertEqual(version().split(separator: ".").count, 3)
    }
}
