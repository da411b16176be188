import { useCallback, useEffect, useState } from "react";
import { type Address, readAddress, writeAddress } from "../data/address.ts";

const current = (): Address => readAddress(location.pathname, location.search);

/** The page's address, and how to change a part of it; going back in the browser goes back here. */
export function useAddress(): readonly [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(current);
  useEffect(() => {
    const follow = () => setAddress(current());
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const change = useCallback((part: Partial<Address>) => {
    history.pushState(undefined, "", writeAddress({ ...current(), ...part }));
    setAddress(current());
  }, []);
  return [address, change];
}
