package nl.rijkscloud.transfer;

import java.util.Optional;

/** A sender or contact as pages and mails show them. {@link FormFields} has checked the parts. */
public record Party(String name, String email, Optional<String> organisation, Optional<String> phone) {
    /** An employee or department of the inspectorate. */
    public static Party contact(String name, String email) {
        return new Party(name, email, Optional.empty(), Optional.empty());
    }
}
