package nl.rijkscloud.demo;

import java.net.URI;

/** A running portal on this machine, and its messages. */
public interface Portal {
    /** Its address, without a slash at the end. */
    URI baseUrl();

    /** Its mails and text messages. */
    Inbox inbox();
}
