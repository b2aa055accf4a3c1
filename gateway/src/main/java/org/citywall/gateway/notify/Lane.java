package org.citywall.gateway.notify;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/** A lane that this gateway serves, until its lease ends. Confined to the dispatcher's thread. */
final class Lane {
    final String contact;
    final int position;
    final boolean red;
    final String channel;
    String address;
    Instant until;

    /** Letters that were tried since it was claimed. */
    int tried;

    Lane(String contact, int position, boolean red, String channel, String address, Instant until) {
        this.contact = contact;
        this.position = position;
        this.red = red;
        this.channel = channel;
        this.address = address;
        this.until = until;
    }

    /**
     * What is to be sent now.
     *
     * @param id of the notification
     * @param attempt id of the row that says that it is being tried
     * @param cutOff tries before it of which nobody knows how they ended
     * @param isFirst whether nothing was tried for this page before, on any channel
     */
    record Letter(
            long id,
            long attempt,
            int cutOff,
            boolean isFirst,
            String channel,
            String address,
            @Nullable String secret,
            Verdict.Standing standing,
            Message message) {}

    /**
     * A notification that left its channel.
     *
     * @param channel which it was
     * @param isDead whether there was no other
     */
    record Left(String channel, boolean isDead) {}
}
