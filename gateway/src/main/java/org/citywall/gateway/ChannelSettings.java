package org.citywall.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.notify.cap.CapOptions;
import org.citywall.gateway.notify.mail.MailChannel;
import org.citywall.gateway.notify.mail.MailOptions;
import org.citywall.gateway.notify.sms.SmsGateway;
import org.citywall.gateway.notify.webpush.VapidKeys;
import org.citywall.gateway.notify.wecomapp.WeComApp;

/** Variables of the channels that need something of the city: its SMS gateway, its mail server. */
final class ChannelSettings {
    private static final CapOptions CAP = CapOptions.defaults();
    private static final int SUBMISSION = 587;
    private static final int MAX_PORT = 65_535;

    static final Setting<SmsGateway> SMS =
            new Setting<>(
                    "CITYWALL_NOTIFY_SMS_FILE",
                    "path",
                    "",
                    "JSON file that says how the city's SMS gateway is spoken to (docs/domain/notify.md)."
                            + " It holds a password: readable for the gateway alone. Empty: no SMS.",
                    text -> text.isEmpty() ? null : SmsGateway.read(Path.of(text)));
    static final Setting<String> SMTP_HOST =
            Setting.text(
                    "CITYWALL_NOTIFY_SMTP_HOST", "", "Server to which mail goes; empty: no mail.");
    static final Setting<Integer> SMTP_PORT =
            Setting.whole(
                    "CITYWALL_NOTIFY_SMTP_PORT",
                    "port",
                    SUBMISSION,
                    1,
                    MAX_PORT,
                    "Its port: 587 with STARTTLS, 465 with TLS.");
    static final Setting<MailOptions.Tls> SMTP_TLS =
            new Setting<>(
                    "CITYWALL_NOTIFY_SMTP_TLS",
                    "`none`, `starttls` or `tls`",
                    "starttls",
                    "How the connection is made safe. `starttls` sends nothing where the server does"
                            + " not offer it; `none` is for a relay on the same machine.",
                    ChannelSettings::tls);
    static final Setting<String> SMTP_FROM =
            new Setting<>(
                    "CITYWALL_NOTIFY_SMTP_FROM",
                    "address",
                    "",
                    "Address of the sender; must be set where there is a server.",
                    ChannelSettings::from);
    static final Setting<List<String>> SMTP_SECRET =
            new Setting<>(
                    "CITYWALL_NOTIFY_SMTP_SECRET_FILE",
                    "path",
                    "",
                    "File of two lines, the user and the password; empty: the server wants none.",
                    text ->
                            text.isEmpty()
                                    ? List.of("", "")
                                    : MailOptions.credentials(Path.of(text)));
    static final Setting<Duration> SMTP_TIMEOUT =
            Setting.duration(
                    "CITYWALL_NOTIFY_SMTP_TIMEOUT_S",
                    ChronoUnit.SECONDS,
                    Duration.ofSeconds(20),
                    1,
                    120,
                    "One try to send mail, which servers may take slowly on purpose: what is cut off"
                            + " may have been taken, and is sent again under the same Message-ID.");
    static final Setting<String> WECOM_APP =
            Setting.text(
                    "CITYWALL_NOTIFY_WECOM_APP_FILE",
                    "",
                    "File of three lines, CorpID, AgentId and Secret of the city's application in WeCom;"
                            + " empty: no messages to single persons there.");
    static final Setting<String> WECOM_API =
            new Setting<>(
                    "CITYWALL_NOTIFY_WECOM_API",
                    "URL without a path",
                    WeComApp.API,
                    "Where the API of WeCom is: another one where a proxy stands before it.",
                    ChannelSettings::api);
    static final Setting<String> VAPID =
            Setting.text(
                    "CITYWALL_NOTIFY_VAPID_FILE",
                    "",
                    "File with the key pair of web push, two PEM blocks of the curve P-256"
                            + " (docs/domain/notify.md), the same for all gateways. With another one"
                            + " all browsers must subscribe anew. Empty: no web push.");
    static final Setting<String> VAPID_SUBJECT =
            new Setting<>(
                    "CITYWALL_NOTIFY_VAPID_SUBJECT",
                    "`mailto:` or `https:`",
                    "",
                    "Whom a push service may write to if the city sends it something wrong. Some"
                            + " (Apple's) refuse messages without it.",
                    ChannelSettings::subject);
    static final Setting<String> CAP_SENDER =
            new Setting<>(
                    "CITYWALL_NOTIFY_CAP_SENDER",
                    "text without spaces, commas, `<` and `&`",
                    CAP.sender(),
                    "`sender` of CAP documents: should be unique in the world, such as a domain name.",
                    text -> new CapOptions(text, false).sender());
    static final Setting<Boolean> CAP_TEST =
            Setting.flag(
                    "CITYWALL_NOTIFY_CAP_TEST",
                    "All CAP documents have the status `Test`: for a staging system, or one with"
                            + " simulated devices.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Channels of notifications",
                    List.of(
                            SMS,
                            SMTP_HOST,
                            SMTP_PORT,
                            SMTP_TLS,
                            SMTP_FROM,
                            SMTP_SECRET,
                            SMTP_TIMEOUT,
                            WECOM_APP,
                            WECOM_API,
                            VAPID,
                            VAPID_SUBJECT,
                            CAP_SENDER,
                            CAP_TEST));

    private ChannelSettings() {}

    static ChannelOptions options(Map<String, String> env) {
        return new ChannelOptions(
                SMS.in(env),
                mail(env),
                weComApp(env),
                vapid(env),
                new CapOptions(CAP_SENDER.in(env), CAP_TEST.in(env)));
    }

    @Nullable
    private static MailOptions mail(Map<String, String> env) {
        String host = SMTP_HOST.in(env);
        if (host.isEmpty()) {
            return null;
        }
        String from = SMTP_FROM.in(env);
        if (from.isEmpty()) {
            throw new IllegalArgumentException(
                    SMTP_FROM.name() + " must be set where " + SMTP_HOST.name() + " is");
        }
        List<String> secret = SMTP_SECRET.in(env);
        Duration timeout = SMTP_TIMEOUT.in(env);
        return new MailOptions(
                host,
                SMTP_PORT.in(env),
                SMTP_TLS.in(env),
                from,
                secret.get(0),
                secret.get(1),
                timeout);
    }

    @Nullable
    private static WeComApp weComApp(Map<String, String> env) {
        String file = WECOM_APP.in(env);
        String api = WECOM_API.in(env);
        try {
            return file.isEmpty() ? null : WeComApp.read(Path.of(file), api);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(WECOM_APP.name() + " " + e.getMessage(), e);
        }
    }

    @Nullable
    private static VapidKeys vapid(Map<String, String> env) {
        String file = VAPID.in(env);
        String subject = VAPID_SUBJECT.in(env);
        try {
            return file.isEmpty() ? null : VapidKeys.read(Path.of(file), subject);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(VAPID.name() + " " + e.getMessage(), e);
        }
    }

    private static String subject(String text) {
        if (!text.isEmpty() && !text.matches("(mailto:[^\\s@]+@|https://)[^\\s@]+")) {
            throw new IllegalArgumentException("must begin with mailto: or https:// : " + text);
        }
        return text;
    }

    private static String api(String text) {
        if (!text.matches("https?://[^/?#@]+")) {
            throw new IllegalArgumentException("must be a URL without a path: " + text);
        }
        return text;
    }

    private static MailOptions.Tls tls(String text) {
        try {
            return MailOptions.Tls.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be none, starttls or tls: " + text, e);
        }
    }

    private static String from(String text) {
        if (!text.isEmpty() && !MailChannel.isAddress(text)) {
            throw new IllegalArgumentException("must be an e-mail address: " + text);
        }
        return text;
    }
}
