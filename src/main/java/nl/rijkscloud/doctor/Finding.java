package nl.rijkscloud.doctor;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * One line of the doctor's list.
 *
 * @param check the name of the check, the same in every version
 * @param detail a sentence about what was seen, without secrets
 * @param advice a sentence about what to do; empty if nothing is to be done
 */
public record Finding(String check, State state, String detail, String advice) {
    /** In order of weight. */
    public enum State {
        OK, WARNING, ERROR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, State.OK, detail, "");
    }

    public static Finding warning(String check, String detail, String advice) {
        return new Finding(check, State.WARNING, detail, advice);
    }

    public static Finding error(String check, String detail, String advice) {
        return new Finding(check, State.ERROR, detail, advice);
    }

    JsonObject json() {
        return new JsonObject().put("check", check).put("state", state.word()).put("detail", detail)
                .put("advice", advice);
    }
}
