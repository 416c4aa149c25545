package nl.rijkscloud.demo;

import java.net.URI;

/** A portal that runs somewhere on this machine, and what it sends. */
public interface Portal {
    /** Where it is, without a slash at the end. */
    URI baseUrl();

    /** Its mails and text messages. */
    Inbox inbox();
}
