package uglymugs

import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue

class VectorsTest {
    @Test
    fun `each recipient is given exactly these bytes, or nothing for this reason`() {
        var disclosed = 0
        for (vector in Vectors.all) {
            val where = "${vector.name} to ${vector.recipient}"
            val case = Case.fromJson(vector.case)
            val policy = Policy.fromJson(vector.policy)
            if (vector.error != null) {
                val error = assertFailsWith<UglyMugsException>(where) { case.disclose(policy, vector.recipient, vector.asOf) }
                assertEquals(vector.error, error.code, where)
                continue
            }
            assertEquals(vector.level, case.level(policy, vector.asOf).code, where)
            val decision = case.disclose(policy, vector.recipient, vector.asOf)
            assertEquals(vector.nothing, decision.reason()?.code, where)
            val shared = decision.shared
            if (vector.bytes == null) {
                assertNull(shared, where)
                assertEquals(0, decision.withheld().size, where)
                continue
            }
            assertContentEquals(vector.bytes.encodeToByteArray(), shared?.bytes, where)
            val withheld = decision.withheld().map { listOf(it.path, it.reason.code) }
            assertEquals(vector.withheld.toSet(), withheld.toSet(), where)
            assertEquals(vector.withheld.size, withheld.size, where)
            disclosed += 1
        }
        assertTrue(Vectors.all.size >= 200, "only ${Vectors.all.size} vectors")
        assertTrue(disclosed >= 100, "only $disclosed disclosures")
    }

    @Test
    fun `a case that was written and read again is given out alike`() {
        for (vector in Vectors.all.filter { it.bytes != null }.distinctBy { it.name }) {
            val again = Case.fromJson(Case.fromJson(vector.case).toJson())
            val policy = Policy.fromJson(Policy.fromJson(vector.policy).toJson())
            assertEquals(vector.bytes, again.disclose(policy, vector.recipient, vector.asOf).shared?.json, vector.name)
        }
    }

    @Test
    fun `a case is the sum of its parts`() {
        val vector = Vectors.all.first { it.recipient.startsWith("police_full/") && it.bytes != null }
        val whole = Case.fromJson(vector.case)
        val parts = Case(
            Incident.fromJson(whole.incident().toJson()),
            Identity.fromJson(whole.identity().toJson()),
            ConsentHistory.fromJson(whole.consent().toJson()),
            Circumstances.fromJson(whole.circumstances().toJson()),
        )
        val policy = Policy.fromJson(vector.policy)
        assertEquals(vector.bytes, parts.disclose(policy, vector.recipient, vector.asOf).shared?.json)
        // Without what she said, nothing leaves.
        val bare = Case(whole.incident()).disclose(policy, vector.recipient, vector.asOf)
        assertNull(bare.shared)
        assertEquals(Reason.NOT_ACCEPTED, bare.reason())
    }
}
