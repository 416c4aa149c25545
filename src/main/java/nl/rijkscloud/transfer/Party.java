package nl.rijkscloud.transfer;

import java.util.Optional;

/** Somebody who sends or receives, as they are shown. The types of {@code TransferForm} have checked them. */
public record Party(String name, String email, Optional<String> organisation, Optional<String> phone) {
    /** An employee or department of the inspectorate. */
    public static Party contact(String name, String email) {
        return new Party(name, email, Optional.empty(), Optional.empty());
    }
}
