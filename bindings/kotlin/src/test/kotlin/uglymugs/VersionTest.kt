package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals

class VersionTest {
    @Test
    fun `the library and the module have one version`() {
        assertEquals(System.getProperty("uglymugs.version"), version())
    }
}
