//! What num-mobile offers, as text: one line for each function, type and member, with its full path so that
//! a line means the same wherever it stands.

use anyhow::Result;
use camino::Utf8Path;
use uniffi_bindgen::{
    BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig,
    interface::{Argument, AsType as _, Callable, Constructor, Field, Method, Type, UniffiTraitMethods},
};

const HEADER: &str = "# What the Kotlin and Swift libraries offer. Written by `make bless`, held by `make check`.";

/// The interface that is recorded in the library's metadata, sorted.
pub(crate) fn describe(library: &Utf8Path) -> Result<String> {
    let mut paths = BindgenPaths::default();
    paths.add_cargo_metadata_layer(false)?;
    let loader = BindgenLoader::new(paths, GlobalConfig::default());
    let mut lines = Vec::new();
    for interface in loader.load_cis(loader.load_metadata(library)?)? {
        component(&interface, &mut lines);
    }
    lines.sort();
    lines.insert(0, HEADER.to_owned());
    lines.push(String::new());
    Ok(lines.join("\n"))
}

fn component(interface: &ComponentInterface, lines: &mut Vec<String>) {
    for function in interface.function_definitions() {
        lines.push(format!("fn {}{}", function.name(), signature(function)));
    }
    for object in interface.object_definitions() {
        lines.push(format!("object {}", object.name()));
        members(object.name(), &object.constructors(), &object.methods(), lines);
        traits(object.name(), &object.uniffi_trait_methods(), lines);
    }
    for record in interface.record_definitions() {
        lines.push(format!("record {} {}", record.name(), fields(record.fields())));
        members(
            record.name(),
            &record.constructors().iter().collect::<Vec<_>>(),
            &record.methods().iter().collect::<Vec<_>>(),
            lines,
        );
        traits(record.name(), &record.uniffi_trait_methods(), lines);
    }
    for choice in interface.enum_definitions() {
        let kind = if interface.is_name_used_as_error(choice.name()) { "error" } else { "enum" };
        let open = if choice.is_non_exhaustive() { " non_exhaustive" } else { "" };
        lines.push(format!("{kind} {}{open}", choice.name()));
        for variant in choice.variants() {
            lines.push(format!("{kind} {}.{} {}", choice.name(), variant.name(), fields(variant.fields())));
        }
        members(
            choice.name(),
            &choice.constructors().iter().collect::<Vec<_>>(),
            &choice.methods().iter().collect::<Vec<_>>(),
            lines,
        );
        traits(choice.name(), &choice.uniffi_trait_methods(), lines);
    }
    for callback in interface.callback_interface_definitions() {
        lines.push(format!("callback {}", callback.name()));
        members(callback.name(), &[], &callback.methods(), lines);
    }
}

fn members(owner: &str, constructors: &[&Constructor], methods: &[&Method], lines: &mut Vec<String>) {
    for constructor in constructors {
        lines.push(format!("new {owner}.{}{}", constructor.name(), signature(*constructor)));
    }
    for method in methods {
        lines.push(format!("fn {owner}.{}{}", method.name(), signature(*method)));
    }
}

fn traits(owner: &str, offered: &UniffiTraitMethods, lines: &mut Vec<String>) {
    let named = [
        ("Debug", &offered.debug_fmt),
        ("Display", &offered.display_fmt),
        ("Eq", &offered.eq_eq),
        ("Hash", &offered.hash_hash),
        ("Ord", &offered.ord_cmp),
    ];
    for (name, _) in named.iter().filter(|(_, method)| method.is_some()) {
        lines.push(format!("impl {name} for {owner}"));
    }
}

fn signature(callable: &dyn Callable) -> String {
    let arguments: Vec<String> = callable.arguments().into_iter().map(argument).collect();
    let mut text = format!("({})", arguments.join(", "));
    if let Some(returned) = callable.return_type() {
        text.push_str(&format!(" -> {}", name(returned)));
    }
    if let Some(error) = callable.throws_type() {
        text.push_str(&format!(" throws {}", name(error)));
    }
    if callable.is_async() {
        text.push_str(" async");
    }
    text
}

fn argument(argument: &Argument) -> String {
    let default = argument.default_value().map_or("", |_| " = default");
    format!("{}: {}{default}", argument.name(), name(&argument.as_type()))
}

fn fields(fields: &[Field]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| {
            let default = field.default_value().map_or("", |_| " = default");
            format!("{}: {}{default}", field.name(), name(&field.as_type()))
        })
        .collect();
    format!("{{{}}}", fields.join(", "))
}

fn name(of: &Type) -> String {
    match of {
        Type::Optional { inner_type } => format!("{}?", name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", name(inner_type)),
        Type::Set { inner_type } => format!("{{{}}}", name(inner_type)),
        Type::Map { key_type, value_type } => format!("{{{}: {}}}", name(key_type), name(value_type)),
        Type::Box { inner_type } => name(inner_type),
        named => named.name().map_or_else(|| format!("{named:?}"), str::to_owned),
    }
}
