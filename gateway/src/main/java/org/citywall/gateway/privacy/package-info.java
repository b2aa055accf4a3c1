/** What names people: how it is masked, hashed and sealed before it goes anywhere. */
package org.citywall.gateway.privacy;
