// Both packages are optional, their types included. They are imported for what they register with @tensorflow/tfjs.
declare module "@tensorflow/tfjs-node";
declare module "@tensorflow/tfjs-node-gpu";
