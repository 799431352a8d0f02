type Method = (...parameters: unknown[]) => unknown;

/**
 * A component whose methods tell on it: what one throws, at once, later, or while it is iterated over, goes through `told`, which is given the method's name.
 * A failure of another component that it uses has been told as the other's by then.
 */
export function reporting<T extends object>(component: T, told: (error: unknown, method: string) => unknown): T {
  const methods = new Map<Method, Method>();
  return new Proxy(component, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || typeof key === "symbol" || isFixed(target, key)) return value;
      const method = value as Method;
      const wrapped = methods.get(method) ?? wrap(method.bind(target), (error) => told(error, key));
      methods.set(method, wrapped);
      return wrapped;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

function wrap(method: Method, told: (error: unknown) => unknown): Method {
  return (...parameters) => {
    try {
      const result = method(...parameters);
      if (result instanceof Promise) return result.catch((error: unknown) => Promise.reject(told(error) as Error));
      return isAsyncIterable(result) ? watched(result, told) : result;
    } catch (error) {
      throw told(error);
    }
  };
}

async function* watched(items: AsyncIterable<unknown>, told: (error: unknown) => unknown): AsyncGenerator {
  const iterator = items[Symbol.asyncIterator]();
  const next = (): Promise<IteratorResult<unknown>> => iterator.next().catch((error: unknown) => Promise.reject(told(error) as Error));
  try {
    for (let item = await next(); item.done !== true; item = await next()) yield item.value;
  } finally {
    await iterator.return?.();
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** A proxy must give such a property as it is. */
function isFixed(target: object, key: string): boolean {
  const property = Reflect.getOwnPropertyDescriptor(target, key);
  return property !== undefined && property.configurable === false && property.writable === false;
}
