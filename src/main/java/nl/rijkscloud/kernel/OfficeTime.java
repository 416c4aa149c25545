package nl.rijkscloud.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The organisation's one time zone, in which people read times and days begin. Rows, logs and protocols are in UTC. */
public final class OfficeTime {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private OfficeTime() {}

    /** The name of the zone in the tz database, as PostgreSQL takes it. */
    public static String zone() {
        return ZONE.getId();
    }

    public static ZonedDateTime at(Instant instant) {
        return instant.atZone(ZONE);
    }

    public static LocalDate day(Instant instant) {
        return at(instant).toLocalDate();
    }

    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    public static Instant start(YearMonth month) {
        return start(month.atDay(1));
    }

    /**
     * Formats a moment for people, after the word "tot" or "until". Midnight is written as the day before, because
     * people take "until 3 May" to include that day.
     */
    public static String text(Language language, Instant instant) {
        var time = at(instant);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? text(language, language.wholeDay(), time.minusDays(1))
                : text(language, language.moment(), time);
    }

    private static String text(Language language, String pattern, ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, language.locale()).format(time);
    }
}
