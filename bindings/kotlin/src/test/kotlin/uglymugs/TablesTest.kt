package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** What the pickers of a form are filled with. */
class TablesTest {
    @Test
    fun `every entry of every table is there, in its order`() {
        val exported = Schemas.tables.map { table ->
            CodeTable(
                table.said("name")!!, table.said("title")!!, table.said("of"),
                table.list("entries").map(JsonElement::jsonObject).map {
                    TableEntry(it.said("code")!!, it.said("name")!!, it.said("of"), it.said("from"), it.said("until"))
                },
            )
        }
        assertEquals(exported, tables())
        assertTrue(tables().sumOf { it.entries.size } > 500)
    }

    @Test
    fun `a table is found by its name`() {
        for (table in tables()) assertEquals(table, table(table.name))
        assertEquals("Build", assertNotNull(table("builds")).title)
        assertNull(table("Builds"))
    }

    @Test
    fun `a form is filled from the tables, and what it takes is taken`() {
        val make = assertNotNull(table("vehicle_makes")).entries.single { it.name == "Ford" }
        val models = assertNotNull(table("vehicle_models"))
        assertEquals("vehicle_makes", models.of)
        val model = models.entries.single { it.of == make.code && it.name == "Transit" }
        for (build in assertNotNull(table("builds")).entries) {
            Draft.build("r-1") {
                offence("robbery"); reporter("victim")
                offender { looks("build", build.code); vehicle("make", make.code); vehicle("model", model.code) }
            }.validate()
        }
        // A code that is out of use says until when it was in use.
        assertTrue(assertNotNull(table("home_office_codes")).entries.any { it.code == "8F" && it.until != null })
    }

    @Test
    fun `the shorter lists are parts of the tables`() {
        assertEquals(forces().map { it.code to it.name }, assertNotNull(table("police_forces")).entries.map { it.code to it.name })
        assertEquals(
            offenceKinds().map { it.code to it.category },
            assertNotNull(table("offence_kinds")).entries.map { it.code to it.of },
        )
    }

    private fun JsonObject.said(member: String) = get(member)?.jsonPrimitive?.contentOrNull
}
