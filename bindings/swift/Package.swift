// swift-tools-version: 6.0
import PackageDescription

// `make bindings` writes Sources/UglyMugs/Generated, Sources/UglyMugsFFI (the C header and its module map) and
// lib/libnum_mobile.a.
let package = Package(
    name: "UglyMugs",
    products: [.library(name: "UglyMugs", targets: ["UglyMugs"])],
    targets: [
        .systemLibrary(name: "UglyMugsFFI"),
        .target(
            name: "UglyMugs",
            dependencies: ["UglyMugsFFI"],
            linkerSettings: [.unsafeFlags(["-L", "\(Context.packageDirectory)/lib"]), .linkedLibrary("num_mobile")]
        ),
        .testTarget(name: "UglyMugsTests", dependencies: ["UglyMugs"]),
    ]
)
