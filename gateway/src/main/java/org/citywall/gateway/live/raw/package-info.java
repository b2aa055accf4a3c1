/**
 * The raw-press road: a fire press reaches the walls although the stream jobs, Redis or Kafka are
 * down. Each gateway follows the presses and their outcomes itself; a press whose outcome is
 * missing is shown until it comes.
 */
package org.citywall.gateway.live.raw;
