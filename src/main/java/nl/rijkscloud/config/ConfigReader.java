package nl.rijkscloud.config;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * The one place that knows the keys: makes the record tree out of a file's sections, one method per group, with the
 * range of each value.
 */
final class ConfigReader {
    private static final int MOST_EVENT_LOOPS = 64;
    private static final String LONGEST_DELAY = "longestDelay";

    private ConfigReader() {}

    static Config read(Values root) {
        var organisation = organisation(root.group("organisation"));
        var server = server(root.group("server"));
        var retention = RetentionReader.read(root.group("retention"), root.group("links"));
        var storage = storage(root.group("storage"));
        var bounce = bounce(root.group("bounce"));
        return new Config(
                organisation, server, management(root.group("management")), database(root.group("database")),
                root.path("masterKey"), root.optionalPath("previousMasterKey"),
                storage, ledger(root.group("ledger"), storage),
                documents(root.group("documents")), ScanSettings.read(root.group("scan")),
                requests(root.group("requests")), sessions(root.group("sessions")), staff(root.group("staff")),
                mail(root.group("mail"), organisation, server, bounce), bounce,
                sms(root.group("sms")), proxy(root.group("proxy")),
                codes(root.group("codes")), limits(root.group("limits")),
                audit(root.group("audit")),
                retention.terms(),
                new Config.Statements(root.group("statements").optionalPath("key")),
                new Recovery(root.group("recovery").optionalPath("publicKeyFile")), retention.warnings(),
                root.settings()); // last: by now everything has been read
    }

    private static Config.Organisation organisation(Values keys) {
        return new Config.Organisation(
                keys.text("name", 60), keys.text("fullName", 200), keys.text("phone", TextRules.PHONE),
                keys.text("phoneHours", 100),
                keys.list("domains", TextRules.DOMAIN), keys.text("contactName", 60),
                keys.text("contactEmail", TextRules.EMAIL),
                keys.optional("privacyEmail", TextRules.EMAIL),
                keys.text("securityContact", TextRules.SECURITY_CONTACT), keys.optionalPath("theme"));
    }

    private static Config.Server server(Values keys) {
        return new Config.Server(
                keys.uri("publicUrl", TextRules.PUBLIC_URL), keys.text("host", TextRules.HOST),
                keys.number("port", 0, 65_535),
                keys.optionalNumber("instances", 1, MOST_EVENT_LOOPS).orElseGet(ConfigReader::processors),
                keys.duration("idleTimeout", "10s", "1h"), keys.duration("drainAfter", "0s", "10m"),
                keys.duration("drain", "0s", "1h"),
                keys.list("trustedProxies", TextRules.NETWORK), connections(keys.group("connections")),
                tls(keys.group("tls")), former(keys.group("former")));
    }

    private static Optional<Config.Former> former(Values keys) {
        if (keys.has("url") != keys.has("until")) {
            keys.refuse("needs url and until, or neither");
        }
        var url = keys.uri("url", TextRules.PUBLIC_URL);
        return keys.optional("until", TextRules.DAY).filter(TextRules.DAY::fits)
                .map(day -> new Config.Former(url, LocalDate.parse(day)));
    }

    private static Config.Connections connections(Values keys) {
        return new Config.Connections(
                keys.number("most", 100, 1_000_000), keys.number("perSource", 10, 1_000_000),
                keys.duration("headTimeout", "1s", "5m"), keys.duration("bodyTimeout", "1s", "10m"),
                keys.size("unfinished", "1MiB", "1GiB"), keys.number("uploadsPerTransfer", 1, 10_000),
                keys.number("uploadsPerSource", 1, 10_000), keys.size("minimumRate", "1B", "1MiB"));
    }

    private static int processors() {
        return Math.min(MOST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors());
    }

    private static Optional<Config.Tls> tls(Values keys) {
        var certificate = keys.optionalPath("certificate");
        var key = keys.optionalPath("key");
        if (certificate.isPresent() != key.isPresent()) {
            keys.refuse("needs certificate and key, or neither");
        }
        return certificate.flatMap(chain -> key.map(secret -> new Config.Tls(chain, secret)));
    }

    private static Config.Management management(Values keys) {
        return new Config.Management(keys.text("host", TextRules.HOST), keys.number("port", 0, 65_535));
    }

    private static Config.Database database(Values keys) {
        var uri = keys.uri("uri", TextRules.DATABASE);
        DatabaseHost.mistake(uri).ifPresent(sentence -> keys.refuse("uri", sentence));
        return new Config.Database(
                uri, keys.text("user", 63),
                keys.secret("password").orElse(new Secret("")), keys.number("poolSize", 2, 200));
    }

    private static Config.Storage storage(Values keys) {
        var kind = keys.choice("kind", Config.StorageKind.class);
        var inBucket = kind == Config.StorageKind.S3;
        var folder = keys.isGiven("folder") || !inBucket ? keys.path("folder") : Path.of("");
        var periods = keys.optionalPath("keys").orElse(folder.resolveSibling("keys"));
        if (periods.startsWith(folder) && !folder.toString().isEmpty()) {
            keys.refuse("needs keys outside folder: backups of the documents must not hold the period keys");
        }
        if (inBucket && !keys.has("keys")) {
            keys.refuse("needs keys when storage.kind is s3: a folder that all servers share");
        }
        return new Config.Storage(kind, folder, periods, keys.size("memoryBudget", "16MiB", "64GiB"),
                keys.duration("quarantine", "1d", "90d"), s3(keys.group("s3"), inBucket), scrub(keys.group("scrub")));
    }

    private static ScrubPace scrub(Values keys) {
        return new ScrubPace(keys.size("rate", "0B", "10GB"), keys.duration("every", "1h", "1y"));
    }

    private static Config.Ledger ledger(Values keys, Config.Storage storage) {
        var folder = keys.optionalPath("folder").orElse(storage.keys().resolveSibling("ledger"));
        if (folder.startsWith(storage.folder()) && !storage.folder().toString().isEmpty()) {
            keys.refuse("needs folder outside storage.folder: who puts documents back must not put an old ledger back");
        }
        return new Config.Ledger(folder, keys.duration("keep", "30d", "10y"));
    }

    private static Optional<Config.S3> s3(Values keys, boolean used) {
        var endpoint = keys.uri("endpoint", TextRules.STORE);
        var s3 = new Config.S3(
                Optional.of(endpoint).filter(given -> keys.has("endpoint")), keys.text("region", TextRules.REGION),
                keys.text("bucket", TextRules.BUCKET), keys.text("prefix", TextRules.KEY_PREFIX),
                keys.flag("pathStyle"), keys.optionalPath("accessKeyFile"), keys.optionalPath("secretKeyFile"),
                keys.optionalPath("caFile"));
        if (s3.accessKeyFile().isPresent() != s3.secretKeyFile().isPresent()) {
            keys.refuse("needs accessKeyFile and secretKeyFile, or neither");
        }
        if (used && !keys.has("bucket")) {
            keys.refuse("needs bucket when storage.kind is s3");
        }
        return Optional.of(s3).filter(read -> keys.has("bucket"));
    }

    private static Config.Documents documents(Values keys) {
        return new Config.Documents(
                keys.size("maxSize", "1MiB", "10TB"), keys.number("maxPerTransfer", 1, 10_000),
                keys.number("maxConcurrentUploads", 1, 10_000),
                keys.lists("types", TextRules.EXTENSION, TextRules.MEDIA_TYPE), content(keys.group("content")));
    }

    private static Config.Content content(Values keys) {
        return new Config.Content(
                keys.choice("otherKind", Config.Treatment.class), keys.choice("program", Config.Treatment.class),
                keys.choice("unrecognised", Config.Treatment.class));
    }

    private static Config.Requests requests(Values keys) {
        return new Config.Requests(
                keys.duration("maxDeadline", "1d", "365d"), keys.duration("reminder", "0s", "30d"),
                keys.number("maxAnswers", 1, 1000));
    }

    private static Config.Sessions sessions(Values keys) {
        return new Config.Sessions(
                keys.duration("idle", "1m", "24h"), keys.duration("absolute", "5m", "7d"),
                keys.duration("staffIdle", "1m", "12h"), keys.duration("staffAbsolute", "5m", "24h"),
                keys.duration("remembered", "0s", "2s"));
    }

    private static Config.Staff staff(Values keys) {
        var signIn = keys.choice("signIn", Config.SignIn.class);
        var oidc = oidc(keys.group("oidc"), signIn == Config.SignIn.OIDC);
        var attempts = keys.group("attempts");
        return new Config.Staff(
                signIn,
                new Config.SignIns(
                        attempts.number("failuresInARow", 10, 100), attempts.duration("browserLife", "1d", "365d"),
                        attempts.number("alertsPerDay", 1, 100)),
                oidc);
    }

    /** Reads and checks the keys also when they are not used. */
    private static Optional<Config.Oidc> oidc(Values keys, boolean used) {
        var issuer = keys.uri("issuer", TextRules.ISSUER);
        var client = keys.optional("clientId", TextRules.ANYTHING);
        var secret = keys.secret("clientSecret");
        var roles = keys.group("roles");
        var oidc = new Config.Oidc(
                issuer, client.orElse(""), secret.orElse(new Secret("")), keys.text("rolesClaim", 200),
                keys.optional("departmentsClaim", TextRules.ANYTHING),
                roles.each(role -> roles.list(role, TextRules.ANYTHING)));
        if (used && (!keys.has("issuer") || client.isEmpty() || secret.isEmpty())) {
            keys.refuse("needs issuer, clientId and clientSecret when staff.signIn is oidc");
        }
        return Optional.of(oidc).filter(read -> used);
    }

    private static Config.Mail mail(
            Values keys, Config.Organisation organisation, Config.Server server, Optional<Config.Bounce> bounce) {
        var from = keys.optional("from", TextRules.EMAIL)
                .orElse("no-reply@" + server.publicUrl().getHost().toLowerCase(Locale.ROOT));
        var bounces = keys.optional("bounces", TextRules.BOUNCES)
                .map(to -> to.equals(TextRules.NOBODY) ? "" : to).orElse(from);
        return new Config.Mail(
                keys.text("host", TextRules.HOST), keys.number("port", 1, 65_535),
                keys.choice("security", Config.MailSecurity.class),
                keys.optional("user", TextRules.ANYTHING), keys.secret("password"),
                from, bounce.map(own -> own.addressOf(Config.Bounce.NO_TOKEN)).orElse(bounces),
                keys.optional("fromName", TextRules.ANYTHING).orElse(organisation.name() + " Rijkscloud"),
                keys.optionalPath("templates"),
                keys.duration("retryFor", "1h", "14d"));
    }

    private static Optional<Config.Bounce> bounce(Values keys) {
        var bounce = new Config.Bounce(
                keys.text("address", TextRules.BOUNCE_ADDRESS), keys.text("host", TextRules.HOST),
                keys.number("port", 1, 65_535), keys.choice("security", Config.MailSecurity.class),
                keys.text("user", TextRules.ANYTHING), keys.path("passwordFile"), keys.optionalPath("caFile"),
                keys.duration("interval", "1s", "10m"), keys.duration("addressLife", "1d", "60d"));
        var used = keys.has("address");
        if (used && !(keys.has("host") && keys.has("user") && keys.has("passwordFile"))) {
            keys.refuse("needs address, host, user and passwordFile, or none of them");
        }
        return Optional.of(bounce).filter(read -> used);
    }

    private static Config.Sms sms(Values keys) {
        return new Config.Sms(
                SmsProviderFile.load(keys, "provider"), keys.uri("url", TextRules.GATEWAY),
                keys.optional("user", TextRules.ANYTHING), keys.secret("token"),
                keys.text("sender", TextRules.SMS_SENDER), keys.duration("timeout", "1s", "30s"),
                keys.secret("callbackSecret"));
    }

    private static Config.Proxy proxy(Values keys) {
        var proxy = new Config.Proxy(
                keys.optional("host", TextRules.HOST), keys.number("port", 1, 65_535),
                keys.optional("user", TextRules.ANYTHING), keys.secret("password"),
                keys.list("exceptions", TextRules.HOSTS));
        if (proxy.user().isPresent() != proxy.password().isPresent()) {
            keys.refuse("needs user and password, or neither");
        }
        if (proxy.user().isPresent() && proxy.host().isEmpty()) {
            keys.refuse("needs host when there is a user");
        }
        return proxy;
    }

    private static Config.Codes codes(Values keys) {
        return new Config.Codes(
                keys.duration("lifetime", "1m", "1h"), keys.number("tries", 1, 10),
                keys.duration("activation", "1h", "72h"), keys.choice("first", Config.FirstCode.class),
                keys.number("triesPerTransfer", 1, 100), keys.list("countries", TextRules.COUNTRY),
                keys.flag("readOut"));
    }

    private static Config.Audit audit(Values keys) {
        return new Config.Audit(keys.duration("retention", "1y", "10y"), keys.choice("lines", Config.AuditLines.class));
    }

    /** Reads the limits by the names in the default file, so that a new one is added only there. */
    private static Config.Limits limits(Values keys) {
        return new Config.Limits(
                keys.each(name -> keys.number(name, 1, 1_000_000), LONGEST_DELAY),
                keys.duration(LONGEST_DELAY, "5m", "12h"));
    }
}
