package uglymugs

import java.io.File
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** What is written of the core into `num-core/schema`. */
object Schemas {
    private val folder = File(System.getProperty("uglymugs.schemas"))

    val incident = Schema(parsed(folder.resolve("incident.json").readText()))

    val tables = parsed(folder.resolve("tables.json").readText()).list("tables").map { it.jsonObject }
}

/** A JSON Schema, asked which of its paths a document leaves out. */
class Schema(private val root: JsonObject) {
    /** Each path without a value; of a choice, those of the alternative that lacks least. */
    fun missing(document: JsonObject) = missing(root, listOf(document), "")

    private fun missing(schema: JsonObject, values: List<JsonElement>, path: String): List<String> {
        schema["\$ref"]?.let { reference ->
            val name = reference.jsonPrimitive.content.removePrefix("#/\$defs/")
            return missing(root.member("\$defs").member(name), values, path)
        }
        (schema["anyOf"] ?: schema["oneOf"])?.let { choice ->
            val alternatives = (choice as JsonArray).map { it.jsonObject }.filterNot(::isNoAnswer)
            return alternatives.map { missing(it, values, path) }.minBy { it.size }
        }
        schema["properties"]?.let { members ->
            val objects = values.filterIsInstance<JsonObject>()
            return members.jsonObject.flatMap { (name, of) ->
                missing(of.jsonObject, objects.mapNotNull { it[name] }, if (path.isEmpty()) name else "$path.$name")
            }
        }
        schema["items"]?.let { items ->
            return missing(items.jsonObject, values.filterIsInstance<JsonArray>().flatten(), "$path[]")
        }
        return if (values.any { it is JsonPrimitive }) emptyList() else listOf(path)
    }

    /** Why there is no answer: a whole document answers. */
    private fun isNoAnswer(schema: JsonObject) = (schema["properties"] as? JsonObject)?.keys == setOf("answer")
}
