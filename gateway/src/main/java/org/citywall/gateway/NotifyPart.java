package org.citywall.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.GuessLocks;
import org.citywall.gateway.command.PlacedCommands;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.ContactRoutes;
import org.citywall.gateway.notify.MyPageRoutes;
import org.citywall.gateway.notify.NotificationRetry;
import org.citywall.gateway.notify.NotificationRoutes;
import org.citywall.gateway.notify.Notifier;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.answer.AnswerRoutes;
import org.citywall.gateway.notify.answer.LinkedChannel;
import org.citywall.gateway.notify.cap.CapChannel;
import org.citywall.gateway.notify.dingtalk.DingTalkChannel;
import org.citywall.gateway.notify.feishu.FeishuChannel;
import org.citywall.gateway.notify.mail.MailChannel;
import org.citywall.gateway.notify.sms.SmsChannel;
import org.citywall.gateway.notify.webhook.WebhookChannel;
import org.citywall.gateway.notify.webpush.VapidKeys;
import org.citywall.gateway.notify.webpush.WebPush;
import org.citywall.gateway.notify.webpush.WebPushRoutes;
import org.citywall.gateway.notify.wecom.WeComChannel;
import org.citywall.gateway.notify.wecomapp.WeComAppChannel;
import org.citywall.gateway.oncall.OnCallNow;
import org.citywall.gateway.oncall.OnCallRoutes;
import org.citywall.gateway.oncall.PageRoster;
import org.citywall.gateway.oncall.readiness.ReadinessChecks;
import org.citywall.gateway.oncall.readiness.ReadinessRoutes;
import org.citywall.gateway.record.GroupReader;
import org.citywall.gateway.record.PageStore;
import org.citywall.gateway.record.PageWriter;
import org.citywall.gateway.record.RecordConsumers;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;

/** Telling people: contacts, the outbox of pages, and what sends them. */
final class NotifyPart {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Its own, so that no request of the web keeps a red page waiting. */
    private static final int CONNECTIONS = 4;

    /**
     * What was read from the stream is on disk before it is taken as read; this is only how far its
     * sending is. If the database's machine dies, its last tenths of a second may be forgotten, and
     * what was sent in them is sent again under the same id; a gateway's death forgets nothing.
     */
    private static final Map<String, String> NO_WAIT_FOR_DISK = Map.of("synchronous_commit", "off");

    private static final int CONNECTIONS_PER_ADDRESS = 8;

    private final GatewayConfig config;
    private final StorePart store;
    private final MeterRegistry meters;
    private final NotifyOptions options;
    private final Pool pool;
    private final Map<String, Channel> channels;
    private final Notifier notifier;
    private final Vertx vertx;
    private AnswerRoutes answers;
    private final ReadinessChecks readiness;
    @Nullable private final WebPush push;

    NotifyPart(Vertx vertx, GatewayConfig config, StorePart store, MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        this.meters = meters;
        this.options = config.limits().notifications();
        this.pool =
                StorePart.pool(
                        vertx,
                        config.postgres(),
                        "citywall-notifier",
                        CONNECTIONS,
                        config.postgres().urgent(),
                        NO_WAIT_FOR_DISK);
        VapidKeys vapid = config.limits().channels().vapid();
        this.push =
                vapid == null
                        ? null
                        : new WebPush(vapid, store.pool, pool, options.webhooks(), config.clock());
        this.channels = channels(vertx, config, push);
        Map<String, Channel> linked =
                LinkedChannel.all(
                        channels,
                        pool,
                        config.limits().answers(),
                        options.links(),
                        config.clock(),
                        meters);
        this.notifier = new Notifier(vertx, pool, linked, options, config.clock(), meters);
        this.readiness =
                new ReadinessChecks(
                        vertx,
                        store.pool,
                        config.limits().onCall(),
                        options,
                        config.clock(),
                        meters,
                        notifier::wake);
    }

    private static Map<String, Channel> channels(
            Vertx vertx, GatewayConfig config, @Nullable WebPush push) {
        WebhookOptions webhooks = config.limits().notifications().webhooks();
        ChannelOptions given = config.limits().channels();
        Clock clock = config.clock();
        GuardedHttp http =
                GuardedHttp.keepingAlive(vertx, webhooks, clock, CONNECTIONS_PER_ADDRESS);
        List<Channel> all = new ArrayList<>();
        all.add(new WebhookChannel(http, webhooks));
        all.add(new WeComChannel(http, webhooks, clock));
        all.add(new DingTalkChannel(http, webhooks, clock));
        all.add(new FeishuChannel(http, webhooks, clock));
        all.add(new CapChannel(http, webhooks, given.cap()));
        if (push != null) {
            all.add(push.channel(vertx, clock));
        }
        // The operator names these hosts in files, so they may stand in the city's own network.
        WebhookOptions any = new WebhookOptions(webhooks.timeout(), Set.of(), true);
        GuardedHttp own = GuardedHttp.keepingAlive(vertx, any, clock, CONNECTIONS_PER_ADDRESS);
        if (given.sms() != null) {
            all.add(new SmsChannel(given.sms(), own));
        }
        if (given.weComApp() != null) {
            all.add(new WeComAppChannel(given.weComApp(), own, clock));
        }
        if (given.mail() != null) {
            all.add(new MailChannel(vertx, given.mail(), clock));
        }
        return all.stream().collect(Collectors.toUnmodifiableMap(Channel::name, each -> each));
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(
            Router router,
            Guard guard,
            Bodies bodies,
            PlacedCommands commands,
            Function<String, Future<Optional<JsonNode>>> alerts) {
        JsonBody json = new JsonBody(bodies);
        GuessLocks locks =
                new GuessLocks(
                        store.pool, config.clock(), config.limits().login(), "/action-links");
        answers =
                new AnswerRoutes(
                        vertx,
                        store.pool,
                        commands,
                        alerts,
                        locks,
                        guard,
                        bodies,
                        config.clock(),
                        meters);
        answers.mount(router);
        new MyPageRoutes(store.pool, guard).mount(router);
        if (push != null) {
            new WebPushRoutes(push, guard, json).mount(router);
        }
        new ContactRoutes(store.pool, channels, guard, json, config.clock()).mount(router);
        new NotificationRoutes(
                        store.pool,
                        new NotificationRetry(
                                store.pool,
                                options,
                                new OnCallNow(config.limits().onCall(), config.clock()),
                                config.clock(),
                                notifier::wake),
                        channels,
                        guard,
                        json)
                .mount(router);
        new OnCallRoutes(store.pool, config.limits().onCall(), guard, json, config.clock())
                .mount(router);
        new ReadinessRoutes(store.pool, guard, json, config.clock(), meters).mount(router);
    }

    /** Begins to read pages and to send them; needs tables and topics. */
    void start(Lifecycle lifecycle) {
        GatewayConfig.Postgres db = config.postgres();
        lifecycle.onStop("notifier pool", pool::close);
        notifier.start();
        lifecycle.onStop("notifications", notifier::stop);
        answers.start();
        lifecycle.onStop(
                "answers",
                () -> {
                    answers.stop();
                    return Future.succeededFuture();
                });
        readiness.start();
        lifecycle.onStop(
                "readiness",
                () -> {
                    readiness.stop();
                    return Future.succeededFuture();
                });
        GroupReader<?> pages =
                PageWriter.of(
                        () -> RecordConsumers.ofPages(config.kafka()),
                        new PageStore(
                                db.jdbcUrl(),
                                db.user(),
                                db.password(),
                                options,
                                new PageRoster(config.limits().onCall()),
                                config.clock(),
                                meters,
                                notifier::wake),
                        RETRY,
                        meters);
        pages.start();
        lifecycle.onStopBlocking("pages", pages::stop);
    }
}
