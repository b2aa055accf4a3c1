/**
 * What walls may look at: topics of items with a revision, each with the newest state and a short
 * memory of its changes. Nothing here knows Redis, Kafka or WebSockets: feeds write topics,
 * sessions read them.
 */
package org.citywall.gateway.live.topic;
