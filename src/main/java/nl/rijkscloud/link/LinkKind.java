package nl.rijkscloud.link;

import java.util.List;
import java.util.Locale;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.vault.Slots.SlotKind;

/** The purpose of a mailed link, with its page and the slots that its secret opens. */
public enum LinkKind {
    UPLOAD("verstuur", SlotKind.UPLOAD),
    DOWNLOAD("ontvang", SlotKind.DOWNLOAD),
    REPORT("rapportage", SlotKind.REPORT, SlotKind.REISSUE),
    /** Shown on a screen instead of mailed: it opens once, and only adds documents. It dies with the upload link. */
    PHONE("toevoegen", SlotKind.PHONE);

    private final String page;
    private final List<SlotKind> slots;

    LinkKind(String page, SlotKind... slots) {
        this.page = page;
        this.slots = List.of(slots);
    }

    /** The first part of the path in the mailed address. */
    public String page() {
        return page;
    }

    /** The slots that the secret of such a link opens. */
    public List<SlotKind> slots() {
        return slots;
    }

    /** The holder of the link with this id, for the audit log. */
    Actor holder(byte[] link) {
        return Actor.link(Actor.Kind.valueOf(name() + "_LINK"), link);
    }

    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LinkKind of(String sql) {
        return valueOf(sql.toUpperCase(Locale.ROOT));
    }
}
