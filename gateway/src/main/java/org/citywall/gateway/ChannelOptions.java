package org.citywall.gateway;

import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.cap.CapOptions;
import org.citywall.gateway.notify.mail.MailOptions;
import org.citywall.gateway.notify.sms.SmsGateway;
import org.citywall.gateway.notify.webpush.VapidKeys;
import org.citywall.gateway.notify.wecomapp.WeComApp;

/**
 * What the operator set up so that channels can send.
 *
 * @param sms the city's SMS gateway; null: there is none, and no such channel
 * @param mail its SMTP server; null: there is none, and no such channel
 * @param weComApp its application in WeCom; null: there is none, and no such channel
 * @param vapid the keys of web push; null: there are none, and no such channel
 * @param cap whose CAP documents are
 */
public record ChannelOptions(
        @Nullable SmsGateway sms,
        @Nullable MailOptions mail,
        @Nullable WeComApp weComApp,
        @Nullable VapidKeys vapid,
        CapOptions cap) {
    /** Nothing. */
    public static ChannelOptions none() {
        return new ChannelOptions(null, null, null, null, CapOptions.defaults());
    }
}
