package org.citywall.gateway.webhook;

import java.time.Instant;

/** What an answer means: some receivers refuse with a status of 200. */
@FunctionalInterface
public interface Judge {
    /** How the try ended by what came back at this time. */
    DeliveryTry of(HttpAnswer answer, Instant now);
}
