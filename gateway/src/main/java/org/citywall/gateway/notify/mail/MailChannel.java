package org.citywall.gateway.notify.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.MessageText;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;

/**
 * E-mail over SMTP. Replies of 4yz may pass, those of 5yz will not (RFC 5321 §4.2.1). Every try has
 * the same {@code Message-ID}, so that a mail program shows once what came twice.
 */
public final class MailChannel implements Channel {
    /** Its word. */
    public static final String NAME = "mail";

    /** Half of RFC 5321's longest; no quotes, no routes: they are no addresses of people. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_CONNECTIONS = 8;
    private static final int PERMANENT = 500;
    private static final int OK = 250;
    private static final int SERVICE_NOT_AVAILABLE = 421;

    private final MailOptions options;
    private final MailClient client;
    private final Clock clock;

    /** Sends by these options. */
    public MailChannel(Vertx vertx, MailOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        MailConfig config = new MailConfig(options.host(), options.port());
        config.setSsl(options.tls() == MailOptions.Tls.TLS);
        config.setStarttls(
                options.tls() == MailOptions.Tls.STARTTLS
                        ? StartTLSOptions.REQUIRED
                        : StartTLSOptions.DISABLED);
        config.setHostnameVerificationAlgorithm("HTTPS");
        config.setConnectTimeout((int) options.timeout().toMillis());
        config.setMaxPoolSize(MOST_CONNECTIONS);
        if (options.user().isEmpty()) {
            config.setLogin(LoginOption.DISABLED);
        } else {
            config.setLogin(LoginOption.REQUIRED);
            config.setUsername(options.user()).setPassword(options.password());
        }
        this.client = MailClient.create(vertx, config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(String address, @Nullable String secret) {
        if (!isAddress(address)) {
            throw new BadAddressException("address", "must be an e-mail address");
        }
        if (secret != null) {
            throw new BadAddressException(
                    "secret", "must be absent: the SMTP server has one for all");
        }
    }

    /** Whether mail can be addressed so. */
    public static boolean isAddress(String address) {
        return ADDRESS.matcher(address).matches();
    }

    @Override
    public String shown(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "****" : address.charAt(0) + "****" + address.substring(at);
    }

    /** One server takes all mail. */
    @Override
    public String server(String address) {
        return "";
    }

    /** A reply of 4yz is about one mailbox (greylisting), but for 421: it closes (RFC 5321). */
    @Override
    public boolean isOutage(DeliveryTry tried) {
        return tried.end() == End.AGAIN
                && (tried.status() == null || tried.status() == SERVICE_NOT_AVAILABLE);
    }

    @Override
    public Duration longestTry(Duration usual) {
        return options.timeout();
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        if (!isAddress(address)) {
            return Future.succeededFuture(DeliveryTry.forbidden("no e-mail address"));
        }
        Instant leftAt = clock.instant();
        return client.sendMail(mail(message, address))
                .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(sent -> DeliveryTry.meaning(End.TAKEN, OK, "SMTP " + OK))
                .otherwise(MailChannel::failure)
                .map(tried -> tried.leftAt(leftAt));
    }

    private MailMessage mail(Message message, String address) {
        String domain = options.from().substring(options.from().lastIndexOf('@') + 1);
        MailMessage mail = new MailMessage();
        mail.setFrom(options.from()).setTo(address);
        mail.setSubject(MessageText.subject(message));
        mail.setText(MessageText.lines(message, MOST_BYTES) + "\n");
        mail.addHeader("Message-ID", "<" + message.id() + "@" + domain + ">");
        mail.addHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        return mail;
    }

    /** In words of ours: what an error says may hold the address. */
    private static DeliveryTry failure(Throwable error) {
        if (error instanceof SMTPException smtp && smtp.getReplyCode() > 0) {
            int code = smtp.getReplyCode();
            return DeliveryTry.meaning(
                    code >= PERMANENT ? End.NEVER : End.AGAIN, code, "SMTP " + code);
        }
        if (error instanceof UnknownHostException) {
            return DeliveryTry.failed(DeliveryTry.UNKNOWN_HOST);
        }
        return DeliveryTry.failed(
                error instanceof TimeoutException
                        ? DeliveryTry.TIME_OUT
                        : error.getClass().getSimpleName());
    }
}
