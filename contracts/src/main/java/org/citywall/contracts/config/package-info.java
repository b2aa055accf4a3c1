/**
 * How a module declares its environment variables: name, unit, default and meaning in one place.
 */
package org.citywall.contracts.config;
