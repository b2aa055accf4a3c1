package org.citywall.gateway.notify.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.notify.Told;
import org.citywall.gateway.webhook.DeliveryTry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel whose pages carry a link with which the person answers. Each try has a link of its own:
 * only a hash of it is kept, so nobody could write the same again. A page never waits long for its
 * link, and leaves without one if there can be none.
 */
public final class LinkedChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedChannel.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Channel channel;
    private final ActionLinks links;
    private final AnswerOptions options;
    private final String base;
    private final Clock clock;
    private final AnswerMeters meters;

    private LinkedChannel(
            Channel channel,
            ActionLinks links,
            AnswerOptions options,
            String base,
            Clock clock,
            AnswerMeters meters) {
        this.channel = channel;
        this.links = links;
        this.options = options;
        this.base = base;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The same channels, of which those that reach one person carry links.
     *
     * @param base what stands before the path of a link
     */
    public static Map<String, Channel> all(
            Map<String, Channel> channels,
            Pool pool,
            AnswerOptions options,
            String base,
            Clock clock,
            MeterRegistry meters) {
        ActionLinks links = new ActionLinks(pool);
        AnswerMeters counts = new AnswerMeters(meters);
        return channels.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                each ->
                                        options.isOn() && each.getValue().isPersonal()
                                                ? new LinkedChannel(
                                                        each.getValue(),
                                                        links,
                                                        options,
                                                        base,
                                                        clock,
                                                        counts)
                                                : each.getValue()));
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        if (message.isDigest() || !channel.isConfidential(address)) {
            return channel.send(message, address, secret); // it may wait, or be read by others
        }
        String token = ActionTokens.create();
        Instant now = clock.instant();
        return links.make(ActionTokens.hash(token), message.id(), now, now.plus(options.valid()))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(
                        error -> LOG.warn("a page leaves without its link: {}", error.toString()))
                .otherwise(false)
                .compose(
                        made ->
                                channel.send(
                                        made ? with(message, token) : message, address, secret));
    }

    private Message with(Message message, String token) {
        meters.count(AnswerMeters.Event.MADE);
        ObjectNode data = message.data().deepCopy();
        data.put(Told.ANSWER_LINK, base + AnswerRoutes.FOLDER + token);
        return new Message(message.id(), message.isDigest(), message.subject(), message.at(), data);
    }

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public void check(String address, @Nullable String secret) {
        channel.check(address, secret);
    }

    @Override
    public String shown(String address) {
        return channel.shown(address);
    }

    @Override
    public String listed(String address) {
        return channel.listed(address);
    }

    @Override
    public boolean isPersonal() {
        return channel.isPersonal();
    }

    @Override
    public List<Pace> paces() {
        return channel.paces();
    }

    @Override
    public boolean isConfidential(String address) {
        return channel.isConfidential(address);
    }

    @Override
    public int names(Message digest) {
        return channel.names(digest);
    }

    @Override
    public String server(String address) {
        return channel.server(address);
    }

    @Override
    public boolean isOutage(DeliveryTry tried) {
        return channel.isOutage(tried);
    }

    @Override
    public Duration longestTry(Duration usual) {
        return channel.longestTry(usual);
    }
}
