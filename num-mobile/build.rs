//! What the linker is told for Android.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Devices with pages of 16 KiB load no library that is aligned to less; older toolchains align to 4 KiB.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "android") {
        println!("cargo::rustc-link-arg-cdylib=-Wl,-z,max-page-size=16384");
    }
}
