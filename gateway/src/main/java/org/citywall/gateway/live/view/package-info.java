/**
 * The live view in Redis as this gateway sees it: feeds follow its streams into topics, a keeper
 * notices when Redis was restarted or wiped and rebuilds the view from Kafka. While Redis is away
 * the topics keep what they had.
 */
package org.citywall.gateway.live.view;
