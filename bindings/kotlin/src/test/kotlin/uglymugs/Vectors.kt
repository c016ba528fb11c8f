package uglymugs

import java.io.File
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** One question of `tests/vectors/flat.jsonl`: what one recipient is given of one case. */
class Vector(private val line: JsonObject) {
    val name = text("vector")
    val case = text("case")
    val policy = text("policy")
    val asOf = text("as_of")
    val recipient = text("recipient")
    val level = text("level")
    val nothing = line["nothing"]?.jsonPrimitive?.content
    val error = line["error"]?.jsonPrimitive?.content
    val bytes = line["bytes"]?.jsonPrimitive?.content
    val withheld = line["withheld"]?.jsonArray.orEmpty().map { it.jsonArray.map { part -> part.jsonPrimitive.content } }

    private fun text(member: String) = line.getValue(member).jsonPrimitive.content
}

/** A document of `tests/vectors/broken`, and what is wrong with it. */
class Broken(private val vector: JsonObject) {
    val name = text("name")
    val document = text("document")
    val lenient = text("mode") == "lenient"
    val json = vector["text"]?.jsonPrimitive?.content ?: vector.getValue("input").toString()
    val problems = vector.list("problems").map { it.jsonObject }.map { problem ->
        problem.getValue("path").jsonPrimitive.content to problem.getValue("code").jsonPrimitive.content
    }

    private fun text(member: String) = vector.getValue(member).jsonPrimitive.content
}

object Vectors {
    private val folder = File(System.getProperty("uglymugs.vectors"))

    val policy = folder.resolve("policy.json").readText()

    val all = folder.resolve("flat.jsonl").useLines { lines ->
        lines.map { Vector(Json.parseToJsonElement(it).jsonObject) }.toList()
    }

    /** A report in which no member of the schema is missing. */
    val wholeIncident = folder.resolve("whole_incident.json").readText()

    val broken = folder.resolve("broken").listFiles().orEmpty().sorted().map { Broken(parsed(it.readText())) }

    /** The alerts of the vectors, as people read them. */
    val alerts = folder.resolveSibling("golden/alerts.txt").readText()

    /** Reports of a made-up register, a model, what people decided, and what is told of it all. */
    object Sightings {
        private fun text(name: String) = folder.resolve("sightings/$name").readText()

        /** The last of them is in no register. */
        val incidents = text("incidents.jsonl").lines().filter { it.isNotEmpty() }.map { Incident.fromJson(it) }

        val model = text("model.json")

        val links = text("links.json")

        val told = parsed(text("told.json"))
    }

    fun named(name: String) = all.first { it.name == name }
}

/** A document as the tests write it, for one that says it shortly. */
fun parsed(json: String): JsonObject = Json.parseToJsonElement(json).jsonObject

fun JsonObject.list(member: String): JsonArray = getValue(member).jsonArray

fun JsonObject.member(name: String): JsonObject = getValue(name).jsonObject
