package nl.rijkscloud.helpdesk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.config.Config;

/**
 * Finds the likely cause of a caller's trouble: the first step on their way that did not happen. The page has a
 * sentence for each cause, and one about what the caller can do.
 */
final class Diagnosis {
    /** In the order of the steps. */
    enum Cause {
        WITHDRAWN, DESTROYED, REPLACED, REFUSED,
        MAIL_WAITING, MAIL_REFUSED, MAIL_FAILED, MAIL_UNSURE, MAIL_NOT_SENT,
        LINK_NOT_OPENED, ANSWER_OVER, NOTHING_ADDED, NOT_SENT, CHECKING, NOT_SENT_YET, COLLECT_WAITS,
        LOCKED, READ_OUT, SMS_WAITING, SMS_REFUSED, SMS_FAILED, SMS_NOT_SENT, SMS_UNDERWAY, CODE_WAITS, CODE_OVER,
        CODE_USED_UP, SIGN_IN, NOT_ALL, DONE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param at the moment that the sentence names
     * @param reason the status code of the server that refused a message
     */
    record Finding(Cause cause, Optional<Instant> at, Optional<String> reason) {
        private static Finding of(Cause cause, Instant at) {
            return new Finding(cause, Optional.of(at), Optional.empty());
        }
    }

    private final Config.Codes config;
    private final InstantSource clock;

    Diagnosis(Config.Codes config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    boolean isLocked(Case.Party party) {
        return party.wrongCodes() >= config.triesPerTransfer();
    }

    Finding of(Case.Row row, Case.Party party) {
        if (row.hasEnded()) {
            return Finding.of(row.state().equals("withdrawn") ? Cause.WITHDRAWN : Cause.DESTROYED,
                    row.endedAt().orElse(row.expiresAt()));
        }
        if (party.replaced()) {
            return Finding.of(Cause.REPLACED, row.createdAt());
        }
        return party.part() == Case.Part.SENDER ? ofSender(row, party) : ofRecipient(row, party);
    }

    private Finding ofSender(Case.Row row, Case.Party party) {
        var open = row.state().equals("open");
        var opened = party.linkOpenedAt().isPresent() || !open;
        var mail = opened ? Optional.<Finding>empty() : mailTrouble(party);
        if (mail.isPresent()) {
            return mail.get();
        }
        if (!opened) {
            return row.kind().equals("sent")
                    ? Finding.of(Cause.NOT_SENT_YET, row.createdAt())
                    : unopened(party).orElse(Finding.of(Cause.MAIL_NOT_SENT, row.createdAt()));
        }
        if (open) {
            return row.answerBy().filter(this::isOver).map(end -> Finding.of(Cause.ANSWER_OVER, end))
                    .orElse(Finding.of(row.documents() == 0 ? Cause.NOTHING_ADDED : Cause.NOT_SENT, row.expiresAt()));
        }
        return switch (row.state()) {
            case "submitted" -> Finding.of(Cause.CHECKING, row.submittedAt().orElse(row.createdAt()));
            case "refused" -> Finding.of(Cause.REFUSED, row.submittedAt().orElse(row.createdAt()));
            default -> Finding.of(Cause.COLLECT_WAITS, row.expiresAt());
        };
    }

    private Finding ofRecipient(Case.Row row, Case.Party party) {
        if (!row.state().equals("delivered")) {
            return switch (row.state()) {
                case "refused" -> Finding.of(Cause.REFUSED, row.submittedAt().orElse(row.createdAt()));
                case "submitted" -> Finding.of(Cause.CHECKING, row.submittedAt().orElse(row.createdAt()));
                default -> Finding.of(Cause.NOT_SENT_YET, row.createdAt());
            };
        }
        if (party.allDownloadedAt().isPresent()) {
            return Finding.of(Cause.DONE, party.allDownloadedAt().get());
        }
        if (isLocked(party)) {
            return Finding.of(Cause.LOCKED, row.expiresAt());
        }
        if (party.openedAt().isPresent()) {
            return Finding.of(Cause.NOT_ALL, row.expiresAt());
        }
        if (party.linkOpenedAt().isEmpty()) {
            return mailTrouble(party).or(() -> unopened(party))
                    .orElse(Finding.of(Cause.MAIL_NOT_SENT, row.createdAt()));
        }
        return party.part() == Case.Part.COLLEAGUE
                ? Finding.of(Cause.SIGN_IN, row.expiresAt())
                : codeTrouble(party).orElse(Finding.of(Cause.CODE_OVER, row.expiresAt()));
    }

    private static Optional<Finding> mailTrouble(Case.Party party) {
        return party.newest(true).flatMap(mail -> cause(mail).map(cause -> new Finding(
                cause, Optional.of(mail.is("waiting") ? mail.nextTry() : mail.at()), mail.reason())));
    }

    private static Optional<Cause> cause(Case.Letter mail) {
        return mail.delivery().filter("bounced"::equals).map(bounced -> Cause.MAIL_FAILED)
                .or(() -> switch (mail.state()) {
                    case "waiting" -> Optional.of(Cause.MAIL_WAITING);
                    case "refused" -> Optional.of(Cause.MAIL_REFUSED);
                    case "unknown" -> Optional.of(Cause.MAIL_UNSURE);
                    case "accepted" -> Optional.empty();
                    default -> Optional.of(Cause.MAIL_NOT_SENT);
                });
    }

    private static Optional<Finding> unopened(Case.Party party) {
        return party.newest(true).map(mail -> Finding.of(Cause.LINK_NOT_OPENED, mail.at()));
    }

    /** The link was opened and no right code was given. */
    private Optional<Finding> codeTrouble(Case.Party party) {
        if (party.codesTo().isEmpty()) {
            return Optional.of(new Finding(Cause.READ_OUT, Optional.empty(), Optional.empty()));
        }
        var sms = party.newest(false);
        var undelivered = sms.flatMap(text -> smsCause(text).map(cause -> new Finding(
                cause, Optional.of(text.is("waiting") ? text.nextTry() : text.at()), text.reason())));
        var delivered = sms.flatMap(Case.Letter::delivery).isPresent();
        return undelivered.or(() -> party.code().filter(code -> !code.used()).map(code -> Finding.of(
                code.tries() >= config.tries() ? Cause.CODE_USED_UP
                        : isOver(code.expiresAt()) ? Cause.CODE_OVER
                        : delivered ? Cause.CODE_WAITS
                        : Cause.SMS_UNDERWAY, code.expiresAt())));
    }

    private static Optional<Cause> smsCause(Case.Letter text) {
        return text.delivery().filter("failed"::equals).map(failed -> Cause.SMS_FAILED)
                .or(() -> switch (text.state()) {
                    case "waiting" -> Optional.of(Cause.SMS_WAITING);
                    case "refused" -> Optional.of(Cause.SMS_REFUSED);
                    case "expired", "lost", "cancelled" -> Optional.of(Cause.SMS_NOT_SENT);
                    default -> Optional.empty();
                });
    }

    private boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }
}
