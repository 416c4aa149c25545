package nl.rijkscloud.testing;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Names that a page gives documents before the server has named them. */
public final class ClientIds {
    private ClientIds() {}

    public static String random() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
