package org.citywall.gateway;

import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.cap.CapOptions;
import org.citywall.gateway.notify.mail.MailOptions;
import org.citywall.gateway.notify.sms.SmsGateway;

/**
 * What the operator set up so that channels can send.
 *
 * @param sms the city's SMS gateway; null: there is none, and no such channel
 * @param mail its SMTP server; null: there is none, and no such channel
 * @param cap whose CAP documents are
 */
public record ChannelOptions(@Nullable SmsGateway sms, @Nullable MailOptions mail, CapOptions cap) {
    /** Neither SMS nor mail. */
    public static ChannelOptions none() {
        return new ChannelOptions(null, null, CapOptions.defaults());
    }
}
