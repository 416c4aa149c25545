package nl.rijkscloud.bounce;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.mail.ReturnPath;
import nl.rijkscloud.vault.Sha256;

/**
 * Makes the return address of each mail, and recognises the addresses. A token has 128 random bits, so that nobody can
 * report about a mail that they have not seen; only its hash is stored. Safe for use from any thread.
 */
final class ReturnAddresses implements ReturnPath {
    private static final int TOKEN_BYTES = 16;
    /** A report has one address of ours. More than a few are somebody's attempts. */
    private static final int MOST_TOKENS = 5;

    private final BounceStore store = new BounceStore();
    private final Database database;
    private final Config.Bounce config;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Pattern ours;

    ReturnAddresses(Database database, Config.Bounce config, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.random = random;
        this.clock = clock;
        var parts = config.address().split(Pattern.quote(Config.Bounce.TOKEN), -1);
        // Some servers change the case, and others put the address into brackets.
        this.ours = Pattern.compile("(?<![!#$%&'*+/=?^_`{|}~.\\w-])" + Pattern.quote(parts[0]) + "([0-9a-f]{32})"
                + Pattern.quote(parts[1]) + "(?![\\w.-])", Pattern.CASE_INSENSITIVE);
    }

    /** Also writes the hash of the token, so that the address works before the mail leaves. */
    @Override
    public Future<String> of(UUID mail) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return store.add(database.client(), Sha256.of(bytes), mail, clock.instant().plus(config.addressLife()))
                .map(HexFormat.of().formatHex(bytes))
                .map(config::addressOf);
    }

    /** Finds the hashes of the tokens in the values of headers that name recipients. */
    List<byte[]> findHashes(Collection<String> headers) {
        return headers.stream()
                .flatMap(value -> ours.matcher(value).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .distinct()
                .limit(MOST_TOKENS)
                .map(token -> Sha256.of(HexFormat.of().parseHex(token)))
                .toList();
    }
}
