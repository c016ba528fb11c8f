// What Kotlin says more shortly. Nothing here decides anything.
package uglymugs

import java.time.OffsetDateTime
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit

/** A draft, told in one go: `Draft.build("r-1") { offence("robbery"); offender { alias("Baz") } }`. */
fun Draft.Companion.build(id: String, tell: Draft.() -> Unit): Draft = Draft(id).apply(tell)

/** Adds an offender, told in one go. */
fun Draft.offender(tell: DraftOffender.() -> Unit) = DraftOffender().use { offender(it.apply(tell)) }

/** His perceived age in years: `age(30..40)`. What is no age stays none, and is a problem. */
fun DraftOffender.age(years: IntRange) = age(unsigned(years.first), unsigned(years.last))

private fun unsigned(number: Int) = number.coerceIn(0, UShort.MAX_VALUE.toInt()).toUShort()

/** The stable code. */
val UglyMugsException.code: String
    get() = when (this) {
        is UglyMugsException.Invalid -> code
        is UglyMugsException.Refused -> code
        is UglyMugsException.Internal -> code
    }

/** Every problem of what was handed in; none when it is not that which went wrong. */
val UglyMugsException.problems: List<Problem>
    get() = when (this) {
        is UglyMugsException.Invalid -> problems
        is UglyMugsException.Refused, is UglyMugsException.Internal -> emptyList()
    }

/** What is given; `null` when nothing is. */
val Decision.shared: Disclosed? get() = disclosure()

/** The canonical bytes: one line of JSON with its line feed. */
val Disclosed.bytes: ByteArray
    get() = when (this) {
        is Disclosed.Members -> disclosure.toBytes()
        is Disclosed.PoliceAnonymous -> disclosure.toBytes()
        is Disclosed.PoliceFull -> disclosure.toBytes()
        is Disclosed.Partner -> disclosure.toBytes()
        is Disclosed.Research -> disclosure.toBytes()
    }

/** The canonical bytes, as text. */
val Disclosed.json: String get() = bytes.decodeToString()

/** The code on the wire, such as `he_would_know`. */
val Reason.code: String get() = reasonCode(this)

/** What it means, in English, for the scheme's own screens. */
val Reason.message: String get() = reasonMessage(this)

/** The code on the wire, such as `alert_only`. */
val Level.code: String get() = levelCode(this)

/** The instant as this library takes it: to the second, with its offset. */
val OffsetDateTime.instant: String
    get() = truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx"))
