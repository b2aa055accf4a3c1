package org.citywall.gateway.notify.robot;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.Judge;
import org.citywall.gateway.webhook.Outgoing;
import org.citywall.gateway.webhook.WebhookOptions;

/** A robot of a group chat: posts JSON to an address that holds its key. */
public abstract class Robot implements Channel {
    private static final String JSON = "application/json; charset=utf-8";

    private final String name;
    private final RobotAddress addresses;
    private final Judge judge;
    private final GuardedHttp http;
    private final WebhookOptions options;
    private final Clock clock;

    /** A robot whose makers speak so. */
    protected Robot(
            String name,
            RobotAddress addresses,
            Judge judge,
            GuardedHttp http,
            WebhookOptions options,
            Clock clock) {
        this.name = name;
        this.addresses = addresses;
        this.judge = judge;
        this.http = http;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void check(String address, @Nullable String secret) {
        addresses.check(address, options);
        checkSecret(secret);
    }

    @Override
    public final boolean isPersonal() {
        return false; // all of the group read it
    }

    /** Whether it can sign with that. */
    protected abstract void checkSecret(@Nullable String secret);

    @Override
    public final String listed(String address) {
        return addresses.listed(address);
    }

    @Override
    public final String shown(String address) {
        return addresses.shown(address, options);
    }

    @Override
    public final Future<DeliveryTry> send(
            Message message, String address, @Nullable String secret) {
        try {
            check(address, secret);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(DeliveryTry.forbidden("address not allowed"));
        }
        Instant now = clock.instant();
        return http.send(
                Outgoing.post(
                        url(address, secret, now), JSON, Json.bytes(body(message, secret, now))),
                judge);
    }

    /** The address of a request that leaves now. */
    protected String url(String address, @Nullable String secret, Instant now) {
        return address;
    }

    /** The body of a request that leaves now. */
    protected abstract JsonNode body(Message message, @Nullable String secret, Instant now);
}
